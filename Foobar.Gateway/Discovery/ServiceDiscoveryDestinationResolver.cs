using System.Net;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Discovery.Dns;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Gateway.Discovery;

/// <summary>
/// Replaces a destination whose address names a service, such as <c>http://web-1</c>, by the service's endpoints, as many
/// as there are, and again whenever service discovery says that they changed. With discovery by DNS, an endpoint whose host
/// is a name is replaced by one for each of its addresses in turn.
/// </summary>
internal sealed class ServiceDiscoveryDestinationResolver(
    ServiceEndpointResolver resolver, WatchedHosts hosts, GatewayConfiguration configuration) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>(destinations.Count, StringComparer.OrdinalIgnoreCase);
        var changeTokens = new List<IChangeToken>(destinations.Count);

        foreach (var (id, destination) in destinations)
        {
            var service = new Uri(destination.Address);
            var source = await resolver.GetEndpointsAsync(service.GetLeftPart(UriPartial.Authority), cancellationToken);
            changeTokens.Add(source.ChangeToken);

            foreach (var endpoint in source.Endpoints)
            {
                var address = ToAddress(endpoint.EndPoint, service);
                var health = destination.Health is { Length: > 0 } configured ? ToAddress(endpoint.EndPoint, new Uri(configured)) : null;
                if (IsAskedFor(address.IdnHost))
                {
                    var host = await hosts.GetAsync(address.IdnHost, cancellationToken);
                    changeTokens.Add(host.ChangeToken);
                    foreach (var ip in host.Addresses)
                    {
                        Add(id, destination, At(address, ip), health is null ? null : At(health, ip), isOneOfMany: true);
                    }
                }
                else
                {
                    Add(id, destination, address, health, isOneOfMany: source.Endpoints.Count > 1);
                }
            }
        }

        return new ResolvedDestinationCollection(resolved, new AnyChangeToken(changeTokens));

        // A service with one endpoint keeps its plain name in logs and metrics, unless it may have more in a moment.
        void Add(string id, DestinationConfig destination, Uri address, Uri? health, bool isOneOfMany) =>
            resolved[isOneOfMany ? $"{id}[{address.Authority}]" : id] = destination with { Address = address.AbsoluteUri, Health = health?.AbsoluteUri };
    }

    private bool IsAskedFor(string host) => configuration.Current.Discovery.Dns.Enabled
        && Uri.CheckHostName(host) == UriHostNameType.Dns
        && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static Uri At(Uri address, IPAddress ip) => new UriBuilder(address) { Host = ip.ToString() }.Uri;

    private static Uri ToAddress(EndPoint endpoint, Uri service)
    {
        var (scheme, host, port) = endpoint switch
        {
            UriEndPoint { Uri: var uri } => (uri.Scheme, uri.Host, uri.Port),
            DnsEndPoint dns => (FirstScheme(service), dns.Host, dns.Port),
            IPEndPoint ip => (FirstScheme(service), ip.Address.ToString(), ip.Port),
            _ => throw new NotSupportedException(
                $"Service discovery resolved '{service}' to an endpoint of type {endpoint.GetType().Name}; "
                + "only URI, DNS and IP endpoints can be proxied to."),
        };

        // Port 0: discovery knows the host only, so the scheme's own port is meant.
        return new UriBuilder(scheme, host, port > 0 ? port : -1, service.AbsolutePath).Uri;
    }

    /// <summary><c>https+http://web</c> lists schemes in order of preference.</summary>
    private static string FirstScheme(Uri service) => service.Scheme.Split('+')[0];
}
