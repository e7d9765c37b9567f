namespace Foobar.Web.Links;

/// <summary>What links may lead to. Configuration section <c>Links</c>; changes are heeded while the server runs.</summary>
public sealed class LinkOptions
{
    /// <summary>The configuration section these options are read from.</summary>
    public const string SectionName = "Links";

    /// <summary>
    /// The hosts that this site is reached by, with a port or for any port, beside the one that a request names. No link leads
    /// to them, nor to their <c>www.</c>
    /// </summary>
    public IList<string> OwnHosts { get; } = ["foobar.com"];

    /// <summary>Hosts that no link leads to, each with all below it.</summary>
    public IList<string> DeniedHosts { get; } = [];
}
