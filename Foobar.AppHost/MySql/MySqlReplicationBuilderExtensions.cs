using System.Globalization;
using Foobar.AppHost.MySql;

namespace Aspire.Hosting;

/// <summary>Adds replicated MySQL to an application.</summary>
public static class MySqlReplicationBuilderExtensions
{
    /// <summary>
    /// Adds two MySQL nodes (<c>{name}-1</c> and <c>{name}-2</c>), of which one follows the other by GTID, semi-synchronously:
    /// a commit returns once both have it on disk. A failover manager decides which one takes writes.
    /// </summary>
    /// <remarks>
    /// <para>Needs MySQL 8.4 or newer. It is taken from <c>MySql:Mysqld</c> (the server or its home folder), MYSQL_HOME or
    /// PATH; else fetched into a folder of the user; else run in a container.</para>
    /// <para>Data is kept in <c>MySql:DataFolder</c> (the folder <c>.data</c> of the AppHost by default) over restarts;
    /// <c>MySql:Reset=true</c> starts clean. <c>MySql:CacheFolder</c> is where fetched servers are kept.</para>
    /// <para>Passwords are generated once and kept in the user secrets; <c>Parameters:{name}-app-password</c>,
    /// <c>-replication-password</c>, <c>-manager-password</c> and <c>-backup-password</c> set them.</para>
    /// </remarks>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <returns>A builder to add the database to.</returns>
    /// <example>
    /// A web server that writes to the primary and reads from the replica:
    /// <code language="csharp">
    /// var mysql = builder.AddMySqlReplication("mysql");
    /// var database = mysql.AddDatabase("foobar");
    ///
    /// builder.AddProject&lt;Projects.Foobar_Failover&gt;("failover")
    ///     .WithHttpEndpoint()
    ///     .WithFailoverOf(mysql);
    ///
    /// builder.AddProject&lt;Projects.Foobar_Web&gt;("web")
    ///     .WithReference(database)
    ///     .WaitFor(database);
    /// </code>
    /// </example>
    public static IResourceBuilder<MySqlReplicationResource> AddMySqlReplication(
        this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        ParameterResource Password(string account) => builder
            .AddParameter($"{name}-{account}-password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true)
            .Resource;

        var resource = new MySqlReplicationResource(name, Password("app"), Password("replication"), Password("manager"), Password("backup"));
        return MySqlReplicationPair.Add(builder, resource);
    }

    /// <summary>
    /// Adds the database of the application. The failover manager creates it on the primary, and so on the replica.
    /// </summary>
    /// <param name="builder">The servers.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="databaseName">The name of the database; <paramref name="name"/> by default.</param>
    /// <returns>A builder to refer to and to wait for.</returns>
    /// <exception cref="DistributedApplicationException">The servers have a database already.</exception>
    /// <example>
    /// <code language="csharp">
    /// var database = builder.AddMySqlReplication("mysql").AddDatabase("links", databaseName: "foobar");
    /// </code>
    /// </example>
    public static IResourceBuilder<MySqlReplicationDatabaseResource> AddDatabase(
        this IResourceBuilder<MySqlReplicationResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        if (builder.Resource.Database is { } existing)
        {
            throw new DistributedApplicationException(
                $"'{builder.Resource.Name}' has the database '{existing.Name}' already, and one is all it can have.");
        }

        var database = new MySqlReplicationDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Database = database;
        return builder.ApplicationBuilder.AddResource(database)
            .ExcludeFromManifest()
            .WithInitialState(new() { ResourceType = "MySqlDatabase", Properties = [], State = KnownResourceStates.Waiting });
    }

    /// <summary>
    /// Gives a resource the connection strings of both nodes, named after them: with servers called <c>mysql</c>,
    /// <c>ConnectionStrings__mysql-1</c> and <c>ConnectionStrings__mysql-2</c>. Which is the primary, the nodes themselves know.
    /// Their names are given as <c>ReplicatedMySql__Nodes__0</c> and <c>ReplicatedMySql__Nodes__1</c>.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource.</typeparam>
    /// <param name="builder">The resource that uses the database.</param>
    /// <param name="database">The database.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <example>
    /// <code language="csharp">
    /// builder.AddProject&lt;Projects.Foobar_Web&gt;("web").WithReference(database);
    /// </code>
    /// </example>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<MySqlReplicationDatabaseResource> database)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);

        foreach (var (i, node) in database.Resource.Parent.Nodes.Index())
        {
            builder
                .WithEnvironment(string.Create(CultureInfo.InvariantCulture, $"ReplicatedMySql__Nodes__{i}"), node.Name)
                .WithEnvironment($"ConnectionStrings__{node.Name}", database.Resource.GetConnectionString(node));
        }
        return builder.WithReferenceRelationship(database.Resource);
    }
}
