using System.Globalization;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;

namespace Aspire.Hosting;

/// <summary>Lets a service decide which node of replicated MySQL is the primary.</summary>
public static class MySqlFailoverBuilderExtensions
{
    /// <summary>
    /// Makes a service the failover manager of replicated MySQL. It waits for no node, since it is needed most when one is down; it is stopped before them, and
    /// is asked over its HTTP endpoint what it sees.
    /// </summary>
    /// <remarks>
    /// <para>It is given, for servers called <c>mysql</c>: <c>ConnectionStrings__mysql-1</c> and <c>ConnectionStrings__mysql-2</c>,
    /// with the account <c>manager</c>; for each node, <c>Failover__Nodes__0__Name</c>, and <c>__PeerHost</c> and <c>__PeerPort</c>,
    /// where the other node reaches it; <c>Failover__Database</c>, which it creates; <c>Failover__ReplicationPassword</c>; and
    /// <c>Failover__WitnessFile</c>, a file that outlives it and that it may write.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the service.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="mysql">The servers.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="DistributedApplicationException">The servers have a failover manager already.</exception>
    /// <example>
    /// <code language="csharp">
    /// builder.AddProject&lt;Projects.Foobar_Failover&gt;("failover")
    ///     .WithHttpEndpoint()
    ///     .WithFailoverOf(mysql);
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithFailoverOf<T>(this IResourceBuilder<T> builder, IResourceBuilder<MySqlReplicationResource> mysql)
        where T : IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(mysql);
        var servers = mysql.Resource;
        if (servers.Manager is { } existing)
        {
            throw new DistributedApplicationException($"'{servers.Name}' has the failover manager '{existing.Name}' already. Two would work against each other.");
        }

        servers.Manager = builder.Resource;
        foreach (var node in servers.Pair.Nodes)
        {
            builder
                .WithEnvironment($"ConnectionStrings__{node.Resource.Name}", servers.GetManagerConnectionString(node.Resource))
                .WithReferenceRelationship(node.Resource);
        }
        if (servers.Pair.Setup is { } setup)
        {
            builder.WaitForCompletion(setup);
        }
        return builder
            .WithParentRelationship(servers)
            .WithEnvironment(context => Describe(servers, context));
    }

    private static void Describe(MySqlReplicationResource servers, EnvironmentCallbackContext context)
    {
        var environment = context.EnvironmentVariables;
        foreach (var (i, node) in servers.Nodes.Index())
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"Failover__Nodes__{i}__");
            environment[$"{prefix}Name"] = node.Name;
            (environment[$"{prefix}PeerHost"], environment[$"{prefix}PeerPort"]) = context.ExecutionContext.IsPublishMode
                ? GetAddress(node)
                : servers.Pair.GetPeerAddress(node);
        }
        environment["Failover__Database"] = servers.Database?.DatabaseName ?? servers.Name;
        environment["Failover__ReplicationPassword"] = servers.ReplicationPassword;
        if (!context.ExecutionContext.IsPublishMode)
        {
            // A file of this machine; where the application is deployed to has a place of its own for it.
            environment["Failover__WitnessFile"] = WitnessFolder.GetFile(servers.Pair.WitnessFolder(servers.Manager!.Name));
        }
    }

    // Where an application is deployed to, everybody reaches a node in the same way.
    private static (object Host, object Port) GetAddress(IResourceWithEndpoints node)
    {
        var endpoint = node.GetEndpoint(MySqlReplicationPair.EndpointName);
        return (endpoint.Property(EndpointProperty.Host), endpoint.Property(EndpointProperty.Port));
    }
}
