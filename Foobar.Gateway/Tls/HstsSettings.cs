using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>
/// HTTP Strict Transport Security (RFC 6797): browsers use https alone from then on. It is said with every answer over https,
/// except to those who ask for localhost or an IP address.
/// </summary>
internal sealed record HstsSettings : ISettings
{
    private static readonly TimeSpan s_maxAgeLimit = TimeSpan.FromDays(3650);

    // https://hstspreload.org, "Submission Requirements".
    private static readonly TimeSpan s_preloadMinimum = TimeSpan.FromDays(365);

    /// <summary>Whether it is said at all. Browsers that have heard it go on; to make them stop, say a MaxAge of 0 for a time.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>For so long browsers keep to it, 0 to 3650 days.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Whether it holds for every name below the host too.</summary>
    public bool IncludeSubDomains { get; init; }

    /// <summary>Agrees to be built into browsers: hard to take back; wants IncludeSubDomains and 365 days or more.</summary>
    public bool Preload { get; init; }

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. SettingRules.Range(nameof(MaxAge), MaxAge, TimeSpan.Zero, s_maxAgeLimit),
        .. Preload && (!IncludeSubDomains || MaxAge < s_preloadMinimum)
            ? (IEnumerable<SettingProblem>)[new(nameof(Preload), "is true; it takes IncludeSubDomains true and a MaxAge of at least 365 days")]
            : [],
    ];
}
