using Microsoft.AspNetCore.HttpOverrides;

namespace Foobar.Gateway.Forwarding;

/// <summary>Fields by which a proxy says for whom it asks.</summary>
internal static class ForwardedHeaderNames
{
    public const string RequestId = "X-Request-Id";

    /// <summary>What only a trusted proxy may say.</summary>
    public static readonly string[] FromTrustedProxies =
    [
        ForwardedHeadersDefaults.XForwardedForHeaderName,
        ForwardedHeadersDefaults.XForwardedProtoHeaderName,
        ForwardedHeadersDefaults.XForwardedHostHeaderName,
        ForwardedHeadersDefaults.XForwardedPrefixHeaderName,
        "X-Forwarded-Port",
        "X-Real-IP",
        "Forwarded",
        RequestId,
    ];

    /// <summary>What ASP.NET Core's middleware leaves behind: addresses from within, which are no server's business.</summary>
    public static readonly string[] Leftovers =
    [
        ForwardedHeadersDefaults.XOriginalForHeaderName,
        ForwardedHeadersDefaults.XOriginalProtoHeaderName,
        ForwardedHeadersDefaults.XOriginalHostHeaderName,
    ];
}
