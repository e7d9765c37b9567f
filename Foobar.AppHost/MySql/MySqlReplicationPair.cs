using Foobar.AppHost.MySql.Faults;
using Foobar.AppHost.MySql.Management;
using Foobar.AppHost.MySql.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.AppHost.MySql;

/// <summary>Puts the parts of a pair together: nodes, health checks, commands, and the monitor that shows what the manager sees.</summary>
internal static class MySqlReplicationPair
{
    public const string EndpointName = "tcp";
    public const string ManagerEndpointName = "http";

    public static IResourceBuilder<MySqlReplicationResource> Add(IDistributedApplicationBuilder builder, MySqlReplicationResource resource)
    {
        // Read late, since tests change the configuration until the application is built.
        var options = new Lazy<MySqlReplicationOptions>(() => MySqlReplicationOptions.Read(builder.Configuration, builder.AppHostDirectory));
        var pair = builder.AddResource(resource)
            .ExcludeFromManifest()
            .WithInitialState(new() { ResourceType = "MySqlReplication", Properties = [], State = KnownResourceStates.NotStarted });

        var nodes = resource.Pair = MySqlNodes.Add(builder, pair, options);

        builder.Services.AddKeyedSingleton<TopologyHolder>(resource.Name);
        builder.Services.AddKeyedSingleton(resource.Name, (_, _) => new FailoverManagerClient(resource.Manager!.Name, () => FindAddress(resource.Manager)));
        AddHealthCheck(pair, resource.Name, TopologyHealth.OfPair);
        RoleCommands.AddTo(pair);
        foreach (var node in nodes.Nodes)
        {
            AddHealthCheck(node, resource.Name, view => TopologyHealth.OfNode(view, node.Resource.Name));
            FaultCommands.AddTo(node, nodes.SendSignal);
            RoleCommands.AddTo(node, resource);
        }

        builder.Eventing.Subscribe<BeforeStartEvent>((e, cancellationToken) => builder.ExecutionContext.IsPublishMode
            ? Task.CompletedTask
            : CheckAsync(resource, options, e.Services, cancellationToken));

        return pair.OnInitializeResource(TopologyMonitor.RunAsync);
    }

    /// <summary>Checks that nothing is missing that the pair needs wherever it runs.</summary>
    /// <exception cref="DistributedApplicationException">Something is missing.</exception>
    public static void Check(MySqlReplicationResource resource)
    {
        var problem = resource switch
        {
            { Database: null } => $"'{resource.Name}' has no database. Call AddDatabase on it.",
            { Manager: null } => $"'{resource.Name}' has no failover manager, so neither of its nodes would take writes. Add one and call WithFailoverOf on it.",
            _ when !resource.Manager.GetEndpoint(ManagerEndpointName).Exists =>
                $"'{resource.Manager.Name}' has no HTTP endpoint, so '{resource.Name}' could not ask it. Call WithHttpEndpoint on it.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new DistributedApplicationException(problem);
        }
    }

    private static Task CheckAsync(
        MySqlReplicationResource resource, Lazy<MySqlReplicationOptions> options, IServiceProvider services, CancellationToken cancellationToken)
    {
        Check(resource);
        return MySqlNodes.CheckAsync(resource, options.Value, services, cancellationToken);
    }

    private static Uri? FindAddress(IResourceWithEndpoints manager) =>
        manager.GetEndpoint(ManagerEndpointName) is { IsAllocated: true } endpoint ? new Uri(endpoint.Url) : null;

    private static void AddHealthCheck<T>(IResourceBuilder<T> builder, string pair, Func<TopologyView, HealthCheckResult> judge)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}-replication";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new TopologyHealthCheck(services.GetRequiredKeyedService<TopologyHolder>(pair), judge),
            failureStatus: null,
            tags: null));
        builder.WithHealthCheck(key);
    }
}
