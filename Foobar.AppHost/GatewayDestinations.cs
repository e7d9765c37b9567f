namespace Foobar.AppHost;

/// <summary>What a gateway balances requests over.</summary>
internal static class GatewayDestinations
{
    /// <summary>
    /// Makes a resource a destination of one of the gateway's clusters, and waits for it. In run mode the gateway finds its
    /// address by service discovery; where it is deployed to, one name stands for all replicas.
    /// </summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="destination">The resource.</param>
    /// <param name="cluster">The cluster of the gateway's configuration.</param>
    public static IResourceBuilder<ProjectResource> WithDestination(
        this IResourceBuilder<ProjectResource> gateway, IResourceBuilder<ProjectResource> destination, string cluster = "web")
    {
        gateway.WithAnnotation(new DestinationAnnotation(destination.Resource)).WaitFor(destination);
        if (!gateway.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return gateway
                .WithReference(destination)
                .WithEnvironment(AddressVariable(cluster, destination.Resource.Name), $"http://{destination.Resource.Name}");
        }

        var endpoint = destination.Resource.GetEndpoint("http");
        return gateway
            .WithReferenceRelationship(destination.Resource)
            .WithEnvironment(context => context.EnvironmentVariables[
                AddressVariable(cluster, Kubernetes.Model.ReplicaOfAnnotation.GetWorkload(destination.Resource))] = endpoint);
    }

    private static string AddressVariable(string cluster, string destination) =>
        $"ReverseProxy__Clusters__{cluster}__Destinations__{destination}__Address";
}
