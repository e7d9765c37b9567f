using Foobar.AppHost.MySql.Faults;
using Foobar.AppHost.MySql.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>Servers as containers of Aspire.Hosting.MySql that run mysql-node.sh. Compiled for the Aspire engine.</summary>
internal static class MySqlNodes
{
    /// <summary>Adds both servers.</summary>
    public static MySqlNodePair Add(
        IDistributedApplicationBuilder builder, IResourceBuilder<MySqlReplicationResource> replication, Lazy<MySqlReplicationOptions> options) => new(
            [AddServer(builder, replication, options, 1), AddServer(builder, replication, options, 2)],
            null,
            () => $"volumes {string.Join(" and ", replication.Resource.Nodes.Select(node => MySqlContainer.GetName(options.Value, node.Name)))}",
            manager => WitnessFolder.GetPath(options.Value, manager),
            // On the containers' network a node is reached by its resource's name.
            node => (node.Name, MySqlContainer.Port),
            SendSignalAsync);

    /// <summary>Checks what can be checked before anything starts.</summary>
    /// <exception cref="DistributedApplicationException">The settings cannot work.</exception>
    public static Task CheckAsync(
        MySqlReplicationResource replication, MySqlReplicationOptions options, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (options.Mysqld is not null)
        {
            throw new DistributedApplicationException($"'{replication.Name}' runs in containers here, so MySql:Mysqld cannot be used. Leave it out.");
        }
        if (options.Reset)
        {
            throw new DistributedApplicationException(
                $"'{replication.Name}' keeps its data in volumes here. To start clean, stop the AppHost, delete " +
                $"{WitnessFolder.GetFile(WitnessFolder.GetPath(options, replication.Manager!.Name))} and run: docker volume rm " +
                string.Join(' ', replication.Nodes.Select(node => MySqlContainer.GetName(options, node.Name))));
        }
        WitnessFolder.Prepare(options, replication.Manager!.Name);
        return Task.CompletedTask;
    }

    private static IResourceBuilder<MySqlServerResource> AddServer(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MySqlReplicationResource> replication,
        Lazy<MySqlReplicationOptions> options,
        int number)
    {
        var name = NodeName.Create(builder, replication.Resource.Name, number);
        // AddMySql looks after its server as root with this password. mysql-node.sh makes that an account without a
        // privilege: it can log in, which is all that AddMySql's own health check does.
        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true);
        return builder.AddMySql(name, password)
            .WithImage(MySqlContainer.Repository, MySqlContainer.Tag)
            .WithImageRegistry(MySqlContainer.Registry)
            .WithEntrypoint("bash")
            .WithArgs(MySqlContainer.Script)
            .WithBindMount(MySqlScripts.Folder, MySqlContainer.ScriptFolder, isReadOnly: true)
            .WithDataVolume(MySqlContainer.GetName(options.Value, name))
            .WithParentRelationship(replication.Resource)
            .WithEnvironment(context =>
            {
                var environment = NodeEnvironment.Create(replication.Resource, number);
                NodeEnvironment.AddContainer(environment, name);
                environment["MYSQL_NODE_USER"] = "mysql";
                foreach (var (key, value) in environment)
                {
                    context.EnvironmentVariables[key] = value;
                }
            });
    }

    // The engine gives containers names of its own and says which in the resource's state.
    private static async Task SendSignalAsync(string node, NodeSignal signal, IServiceProvider services, CancellationToken cancellationToken)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var state = await notifications.WaitForResourceAsync(node, _ => true, cancellationToken);
        var id = state.Snapshot.Properties.FirstOrDefault(p => p.Name == "container.id")?.Value as string
            ?? throw new DistributedApplicationException($"'{node}' has no container now.");
        var (runtime, problem) = await ContainerRuntimeFinder.FindAsync(cancellationToken);
        await ContainerSignals.SendAsync(runtime ?? throw new DistributedApplicationException($"No container runtime: {problem}."), id, signal, cancellationToken);
    }
}
