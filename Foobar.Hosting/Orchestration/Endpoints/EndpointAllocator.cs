using System.Globalization;
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
            var port = Reserve(resource, endpoint, fixedPort).Port;
            foreach (var instance in instances)
            {
                instance.TargetPorts[endpoint.Name] = TargetPort(resource, endpoint, instances.Count, port);
            }

            var targetPort = instances.Count > 1 ? TargetPortToken.Of(resource.Name, endpoint.Name) : instances[0].TargetPorts[endpoint.Name].ToString(CultureInfo.InvariantCulture);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, port, targetPort);
        }
    }

    // Replicas and processes with a port of their own stand behind a proxy on the public one; any other process listens there itself.
    private int TargetPort(IResource resource, EndpointAnnotation endpoint, int replicas, int port)
    {
        if (endpoint is not { IsProxied: true, TargetPort: { } wanted } || wanted == port)
        {
            return replicas > 1 ? Reserve(resource, endpoint, port: null).Port : port;
        }

        return replicas == 1
            ? Reserve(resource, endpoint, wanted).Port
            : throw new DistributedApplicationException($"{resource.Name}: its {replicas} replicas cannot all listen on target port {wanted} of the endpoint '{endpoint.Name}'. Leave the target port out.");
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
                $"{resource.Name}: port {port} for its endpoint '{endpoint.Name}' cannot be listened on: another program does, or this user may not. End that program or choose another port.");
        }

        _reservations.Add(reservation);
        return reservation;
    }
}
