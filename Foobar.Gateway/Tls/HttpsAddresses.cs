using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>
/// Which of the addresses that Kestrel is told to listen on are https: it does not say so itself when it asks how an endpoint
/// is to be set up.
/// </summary>
internal sealed class HttpsAddresses
{
    // By port, in the order in which Kestrel asks; only port 0, any free one, may be there for http and https alike.
    private readonly Dictionary<int, Queue<bool>> _ports = [];

    /// <exception cref="GatewayConfigurationException">An address is none.</exception>
    public HttpsAddresses(IConfiguration configuration)
    {
        foreach (var (url, hasOwnCertificate) in Addresses(configuration))
        {
            var address = Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe)
            {
                continue;
            }

            var isHttps = !hasOwnCertificate && address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
            Any |= isHttps;
            if (!_ports.TryGetValue(address.Port, out var schemes))
            {
                _ports[address.Port] = schemes = new Queue<bool>();
            }

            schemes.Enqueue(isHttps);
        }
    }

    public bool Any { get; }

    /// <summary>Whether an endpoint is https without a certificate of its own; to be asked once for each, in their order.</summary>
    public bool Take(EndPoint endpoint) =>
        endpoint is IPEndPoint { Port: var port } && _ports.TryGetValue(port, out var schemes) && schemes.TryDequeue(out var isHttps)
        && isHttps;

    // As Kestrel and the web host read them: each of these is read only where the one before is absent.
    private static IEnumerable<(string Url, bool HasOwnCertificate)> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Where(endpoint => endpoint["Url"] is not null).ToList();
        if (endpoints.Count > 0)
        {
            return endpoints.Select(endpoint =>
                (endpoint["Url"]!, endpoint.GetSection("Certificate").Exists() || endpoint.GetSection("Sni").Exists()));
        }

        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey]);
        return (urls.Length > 0
                ? urls
                : [
                    .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
                    .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
                ])
            .Select(url => (url, false));
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException exception)
        {
            throw new GatewayConfigurationException(
                $"'{url}' is no address to listen on; give one such as https://*:8443 in ASPNETCORE_URLS.", exception);
        }
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
