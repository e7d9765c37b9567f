using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Orchestration.Endpoints;

/// <summary>Gives every endpoint its address, and every instance the ports on which it listens, before anything starts.</summary>
internal sealed class EndpointAllocator(IOptions<EmbeddedEngineOptions> options) : IDisposable
{
    private readonly List<PortReservation> _reservations = [];

    /// <exception cref="DistributedApplicationException">A fixed port is taken, or is no port.</exception>
    public void Allocate(IResource resource, IReadOnlyList<ResourceInstance> instances)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var fixedPort = options.Value.RandomizePorts && endpoint.IsProxied ? null : endpoint.Port;
            var reservation = Reserve(resource, endpoint, fixedPort);

            if (instances.Count > 1)
            {
                // The reserved port becomes the proxy's; each replica listens on its own.
                foreach (var instance in instances)
                {
                    instance.TargetPorts[endpoint.Name] = Reserve(resource, endpoint, port: null).Port;
                }
            }
            else
            {
                instances[0].TargetPorts[endpoint.Name] = reservation.Port;
            }

            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, reservation.Port, TargetPortToken.Of(resource.Name, endpoint.Name));
        }
    }

    public void Dispose() => _reservations.ForEach(r => r.Dispose());

    private PortReservation Reserve(IResource resource, EndpointAnnotation endpoint, int? port)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new DistributedApplicationException($"{resource.Name}: port {port} for its endpoint '{endpoint.Name}' is not between 1 and {IPEndPoint.MaxPort}.");
        }

        var reservation = port is { } wanted ? PortReservation.TryReserve(wanted) : PortReservation.Any();
        if (reservation is null)
        {
            throw new DistributedApplicationException(
                $"{resource.Name}: port {port} for its endpoint '{endpoint.Name}' is taken by another program. End that program (ss -ltnp 'sport = :{port}' shows it) or give the endpoint another port.");
        }

        _reservations.Add(reservation);
        return reservation;
    }
}
