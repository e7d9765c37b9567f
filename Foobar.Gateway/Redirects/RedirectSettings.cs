using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Redirects;

/// <summary>
/// Where requests are sent to with 308 (Permanent Redirect, RFC 9110, section 15.4.9): to https first and on the same host, so
/// that its HSTS is seen, and then to the canonical host. What the gateway answers itself, such as <c>/health</c>, stays.
/// </summary>
internal sealed record RedirectSettings : ISettings
{
    /// <summary>
    /// Off or On. Off unless set, since http alone is a way to run the gateway (on a developer's machine, in tests, behind
    /// something that ends TLS), and there On would be a door to nowhere. On is for the open network.
    /// </summary>
    public HttpsRedirect Https { get; init; }

    /// <summary>The public port of https, 1 to 65535; else that of <c>ASPNETCORE_HTTPS_PORT</c>, or 443.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>The canonical host (value) of another host (key), or nothing to take back what another file says. The port stays.</summary>
    public IReadOnlyDictionary<string, string> Canonical { get; init; } = new Dictionary<string, string>();

    /// <summary>What there is in <see cref="Canonical"/> without the empty.</summary>
    public IEnumerable<KeyValuePair<string, string>> CanonicalHosts => Canonical.Where(pair => !string.IsNullOrEmpty(pair.Value));

    public IEnumerable<SettingProblem> Validate()
    {
        if (HttpsPort is { } port)
        {
            foreach (var problem in SettingRules.Range(nameof(HttpsPort), port, 1, IPEndPoint.MaxPort))
            {
                yield return problem;
            }
        }

        foreach (var (from, to) in CanonicalHosts)
        {
            var key = $"{nameof(Canonical)}:{from}";
            if (!IsHostName(from))
            {
                yield return new(key, "is no host name; give a name such as foobar.com without scheme and port");
            }
            else if (!IsHostName(to))
            {
                yield return new(key, $"is '{to}', which is no host name; give a name such as www.foobar.com without scheme and port");
            }
            else if (CanonicalHosts.Any(other => other.Key.Equals(to, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new(key, $"is '{to}', which is redirected itself; give the last host of the chain");
            }
        }
    }

    private static bool IsHostName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns && RequestHost.IsSafe(name);
}
