using System.Net;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Gateway.Discovery;

/// <summary>
/// Replaces a destination whose address names a service, such as <c>http://web-1</c>, by the service's endpoints, as many
/// as there are, and again whenever service discovery says that they changed.
/// </summary>
internal sealed class ServiceDiscoveryDestinationResolver(ServiceEndpointResolver resolver) : IDestinationResolver
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

                // A service with one endpoint keeps its plain name in logs and metrics.
                var destinationId = source.Endpoints.Count == 1 ? id : $"{id}[{address.Authority}]";
                resolved[destinationId] = destination with
                {
                    Address = address.AbsoluteUri,
                    Health = destination.Health is { Length: > 0 } health
                        ? ToAddress(endpoint.EndPoint, new Uri(health)).AbsoluteUri
                        : null,
                };
            }
        }

        return new ResolvedDestinationCollection(resolved, new AnyChangeToken(changeTokens));
    }

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
