namespace Foobar.Web.Consistency;

/// <summary>How tokens are signed and how long they hold. Configuration section <c>ConsistencyToken</c>.</summary>
public sealed class ConsistencyTokenOptions
{
    /// <summary>The configuration section these options are read from.</summary>
    public const string SectionName = "ConsistencyToken";

    /// <summary>
    /// The secret that signs tokens, at least 32 characters, base64 or any other text. Every web server has the same, because
    /// one reads what another has written.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// How long a token is heeded, 1 second to 1 hour. One minute by default: far longer than a replica lags, and then reads
    /// cost no more than those of others.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(1);
}
