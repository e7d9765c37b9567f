using Foobar.AppHost.MySql;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Two MySQL servers that hold the same data: a primary that takes writes and a replica that follows it,
/// semi-synchronously and by GTID.
/// </summary>
/// <remarks>
/// The resource has no process of its own. It is <c>Running</c> while its servers are in their roles, and brings a server
/// that was restarted back into its role.
/// </remarks>
public sealed class MySqlReplicationResource : Resource
{
    private IResourceWithEndpoints? _primary;
    private IResourceWithEndpoints? _replica;

    internal MySqlReplicationResource(
        string name, ParameterResource appPassword, ParameterResource replicationPassword, ParameterResource managerPassword)
        : base(name)
    {
        AppPassword = appPassword;
        ReplicationPassword = replicationPassword;
        ManagerPassword = managerPassword;
    }

    /// <summary>Password of the account <c>app</c>, which may read and write the data of the database and change its tables.</summary>
    public ParameterResource AppPassword { get; }

    /// <summary>Password of the account <c>replication</c>, with which a replica reads the primary's binary log.</summary>
    public ParameterResource ReplicationPassword { get; }

    /// <summary>Password of the account <c>manager</c>, which sets up replication and opens a server for writes.</summary>
    public ParameterResource ManagerPassword { get; }

    /// <summary>The server that takes writes.</summary>
    public IResourceWithEndpoints Primary => _primary ?? throw new InvalidOperationException($"'{Name}' has no servers yet.");

    /// <summary>The server that follows the primary.</summary>
    public IResourceWithEndpoints Replica => _replica ?? throw new InvalidOperationException($"'{Name}' has no servers yet.");

    /// <summary>The database, or <see langword="null"/> before <c>AddDatabase</c>.</summary>
    public MySqlReplicationDatabaseResource? Database { get; internal set; }

    /// <summary>The replica is unhealthy while it is further behind than this. 10 seconds by default.</summary>
    public TimeSpan MaxReplicationLag { get; set; } = TimeSpan.FromSeconds(10);

    internal void SetServers(IResourceWithEndpoints primary, IResourceWithEndpoints replica) => (_primary, _replica) = (primary, replica);

    internal ReferenceExpression GetManagerConnectionString(IResourceWithEndpoints server) =>
        MySqlAccounts.GetConnectionString(server, MySqlAccounts.Manager, ManagerPassword);
}
