using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace Foobar.Gateway.Redirects;

/// <summary>The settings of redirects as requests need them.</summary>
internal sealed class RedirectPlan
{
    private const int DefaultHttpsPort = 443;
    private const int MaxHostLength = 255;
    private readonly bool _toHttps;
    private readonly string _httpsPort;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>>? _canonical;

    /// <param name="settings">The settings in force.</param>
    /// <param name="httpsPort">What the host that runs the gateway says of the public port, for want of a setting.</param>
    public RedirectPlan(RedirectSettings settings, string? httpsPort)
    {
        _toHttps = settings.Https == HttpsRedirect.On;
        var port = settings.HttpsPort
            ?? (int.TryParse(httpsPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and <= IPEndPoint.MaxPort ? number : DefaultHttpsPort);
        _httpsPort = port == DefaultHttpsPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
        var canonical = settings.CanonicalHosts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _canonical = canonical.Count == 0 ? null : canonical.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>
    /// Where a request is to be sent to, if it is not to be served: its own host, or the one that the settings name for it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="location">The address; null where the host of the request cannot be part of one.</param>
    public bool TryRedirect(HttpRequest request, out string? location)
    {
        location = null;
        var value = request.Host.Value.AsSpan();
        var host = RequestHost.WithoutPort(value);
        if (_toHttps && !request.IsHttps)
        {
            if (RequestHost.IsSafe(host) && host.Length <= MaxHostLength)
            {
                location = Location("https://", host, _httpsPort, request);
            }

            return true;
        }

        if (_canonical is { } canonical && canonical.TryGetValue(host, out var target))
        {
            // The port is a number, or it is left out: one that is none would be read as part of the name.
            var port = value[host.Length..];
            var isPort = port.Length > 1 && ushort.TryParse(port[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            location = Location(request.IsHttps ? "https://" : "http://", target, isPort ? port : [], request);
            return true;
        }

        return false;
    }

    private static string Location(string scheme, ReadOnlySpan<char> host, ReadOnlySpan<char> port, HttpRequest request)
    {
        var path = request.PathBase.Add(request.Path).ToUriComponent();
        return string.Concat(string.Concat(scheme, host, port), path.Length == 0 ? "/" : path, request.QueryString.ToUriComponent());
    }
}
