using Foobar.MySql.Replication;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>Servers as containers of Aspire.Hosting.MySql that run mysql-node.sh. Compiled for the Aspire engine.</summary>
internal static class MySqlNodes
{
    /// <summary>Adds both servers.</summary>
    public static MySqlServers Add(
        IDistributedApplicationBuilder builder, IResourceBuilder<MySqlReplicationResource> replication, Lazy<MySqlReplicationOptions> options)
    {
        var primary = AddServer(builder, replication, options, "primary", 1);
        var replica = AddServer(builder, replication, options, "replica", 2);
        return new(
            primary,
            replica,
            () => $"volumes {MySqlContainer.GetName(options.Value, primary.Resource.Name)} and {MySqlContainer.GetName(options.Value, replica.Resource.Name)}",
            // On the containers' network a server is reached by its resource's name.
            _ => ValueTask.FromResult(new NodeAddress(primary.Resource.Name, MySqlContainer.Port)));
    }

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
                $"'{replication.Name}' keeps its data in volumes here. To start clean, stop the AppHost and run: docker volume rm " +
                $"{MySqlContainer.GetName(options, replication.Primary.Name)} {MySqlContainer.GetName(options, replication.Replica.Name)}");
        }
        return Task.CompletedTask;
    }

    private static IResourceBuilder<MySqlServerResource> AddServer(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MySqlReplicationResource> replication,
        Lazy<MySqlReplicationOptions> options,
        string role,
        int serverId)
    {
        var name = $"{replication.Resource.Name}-{role}";
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
                var environment = NodeEnvironment.Create(replication.Resource, serverId);
                NodeEnvironment.AddContainer(environment, name);
                environment["MYSQL_NODE_USER"] = "mysql";
                foreach (var (key, value) in environment)
                {
                    context.EnvironmentVariables[key] = value;
                }
            });
    }
}
