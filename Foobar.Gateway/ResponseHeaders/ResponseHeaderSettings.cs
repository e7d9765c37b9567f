using System.Collections.Frozen;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.ResponseHeaders;

/// <summary>Fields that every response has, or has not, whichever server it comes from.</summary>
internal sealed record ResponseHeaderSettings : ISettings
{
    public static readonly IReadOnlyList<string> DefaultRemove = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"];

    // W3C Referrer Policy, section 3.
    private static readonly FrozenSet<string> s_referrerPolicies = FrozenSet.Create(
        StringComparer.Ordinal,
        string.Empty,
        "no-referrer",
        "no-referrer-when-downgrade",
        "origin",
        "origin-when-cross-origin",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url");

    /// <summary>Adds <c>X-Content-Type-Options: nosniff</c> where the server does not say it (WHATWG Fetch, section 3.6).</summary>
    public bool NoSniff { get; init; } = true;

    /// <summary>Adds this <c>Referrer-Policy</c> where the server says none; empty for none.</summary>
    public string ReferrerPolicy { get; init; } = "strict-origin-when-cross-origin";

    /// <summary>Fields that tell what the servers run; <see cref="DefaultRemove"/> if there is no such setting.</summary>
    public IReadOnlyList<string>? Remove { get; init; }

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. s_referrerPolicies.Contains(ReferrerPolicy) ? Array.Empty<SettingProblem>() :
        [
            new(nameof(ReferrerPolicy), $"is '{ReferrerPolicy}'; {string.Join(", ", s_referrerPolicies.Where(policy => policy.Length > 0).Order())} or nothing is allowed"),
        ],
        .. (Remove ?? []).Index().Where(name => string.IsNullOrEmpty(name.Item) || !name.Item.All(IsNameCharacter)).Select(name =>
            new SettingProblem($"{nameof(Remove)}:{name.Index}", $"is '{name.Item}'; the name of a field is allowed")),
    ];

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
