using Foobar.AppHost.MySql.Management;
using Foobar.AppHost.MySql.Nodes;
using Foobar.MySql.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.AppHost.MySql;

/// <summary>Puts the parts of a pair together: servers, health checks and the manager that keeps the roles.</summary>
internal static class MySqlReplicationPair
{
    public const string EndpointName = "tcp";

    public static IResourceBuilder<MySqlReplicationResource> Add(IDistributedApplicationBuilder builder, MySqlReplicationResource resource)
    {
        // Read late, since tests change the configuration until the application is built.
        var options = new Lazy<MySqlReplicationOptions>(() => MySqlReplicationOptions.Read(builder.Configuration, builder.AppHostDirectory));
        var pair = builder.AddResource(resource)
            .WithInitialState(new() { ResourceType = "MySqlReplication", Properties = [], State = KnownResourceStates.NotStarted });

        var servers = MySqlNodes.Add(builder, pair, options);
        resource.SetServers(servers.Primary.Resource, servers.Replica.Resource);

        builder.Services.AddKeyedSingleton(resource.Name, (_, _) => new ReplicationManager(resource, servers.GetSourceAsync));
        AddHealthCheck(servers.Primary, resource.Name, (manager, cancellationToken) => manager.CheckPrimaryAsync(cancellationToken));
        AddHealthCheck(servers.Replica, resource.Name, (manager, cancellationToken) => manager.CheckReplicaAsync(cancellationToken));
        AddHealthCheck(pair, resource.Name, (manager, cancellationToken) => manager.CheckPairAsync(cancellationToken));

        builder.Eventing.Subscribe<BeforeStartEvent>((e, cancellationToken) => builder.ExecutionContext.IsPublishMode
            ? Task.CompletedTask
            : CheckAsync(resource, options, e.Services, cancellationToken));

        return pair.OnInitializeResource((_, e, cancellationToken) => new ReplicationMonitor(
            resource,
            servers.DataFolder(),
            e.Services.GetRequiredKeyedService<ReplicationManager>(resource.Name),
            e).RunAsync(cancellationToken));
    }

    private static Task CheckAsync(
        MySqlReplicationResource resource, Lazy<MySqlReplicationOptions> options, IServiceProvider services, CancellationToken cancellationToken) =>
        resource.Database is null
            ? throw new DistributedApplicationException($"'{resource.Name}' has no database. Call AddDatabase on it.")
            : MySqlNodes.CheckAsync(resource, options.Value, services, cancellationToken);

    private static void AddHealthCheck<T>(
        IResourceBuilder<T> builder, string pair, Func<ReplicationManager, CancellationToken, Task<NodeHealth>> check)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}-replication";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new ReplicationHealthCheck(services.GetRequiredKeyedService<ReplicationManager>(pair), check),
            failureStatus: null,
            tags: null));
        builder.WithHealthCheck(key);
    }
}
