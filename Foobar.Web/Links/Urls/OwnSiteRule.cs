using Microsoft.Extensions.Options;

namespace Foobar.Web.Links.Urls;

/// <summary>No link leads to this site: short links of short links hide where they lead, and may go round in circles.</summary>
internal sealed class OwnSiteRule(RequestHost request, IOptionsMonitor<LinkOptions> options) : IUrlRule
{
    public string? Check(Uri url) =>
        IsSite(url, request.Host, anyPort: false) || options.CurrentValue.OwnHosts.Any(host => IsSite(url, new HostString(host), anyPort: true))
            ? "Enter a URL of another site; this one is our own."
            : null;

    /// <param name="url">The destination.</param>
    /// <param name="site">A host that this site is reached by.</param>
    /// <param name="anyPort">Whether a site without a port is itself on every port.</param>
    private static bool IsSite(Uri url, HostString site, bool anyPort)
    {
        if (!site.HasValue)
        {
            return false;
        }

        // On a developer's machine there are other servers, on other ports; a public name is ours on each.
        var isLoopback = HostNames.IsLoopback(site.Host);
        return isLoopback && HostNames.IsLoopback(url.Host)
            ? site.Port == url.Port || (site.Port is null && (anyPort || url.IsDefaultPort))
            : HostNames.Apex(site.Host) == HostNames.Apex(url.Host) && (!anyPort || site.Port is null || site.Port == url.Port);
    }
}
