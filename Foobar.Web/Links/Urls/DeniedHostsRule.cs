using Microsoft.Extensions.Options;

namespace Foobar.Web.Links.Urls;

/// <summary>No link leads to a host of the configured list, nor below it.</summary>
internal sealed class DeniedHostsRule(IOptionsMonitor<LinkOptions> options) : IUrlRule
{
    public string? Check(Uri url) =>
        options.CurrentValue.DeniedHosts.Any(denied => HostNames.IsWithin(url.IdnHost, denied))
            ? $"Enter another URL; this site makes no links to '{url.IdnHost}'."
            : null;
}
