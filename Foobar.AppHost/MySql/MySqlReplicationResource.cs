using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Nodes;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Two MySQL nodes that hold the same data: one is the primary and takes writes, the other follows it, semi-synchronously
/// and by GTID. Which is which is its failover manager's decision and changes while the application runs.
/// </summary>
/// <remarks>
/// The resource has no process of its own. It is <c>Running</c> once there is a primary that takes writes, and healthy
/// while there is.
/// </remarks>
public sealed class MySqlReplicationResource : Resource
{
    private MySqlNodePair? _pair;

    internal MySqlReplicationResource(
        string name,
        ParameterResource appPassword,
        ParameterResource replicationPassword,
        ParameterResource managerPassword,
        ParameterResource backupPassword)
        : base(name)
    {
        AppPassword = appPassword;
        ReplicationPassword = replicationPassword;
        ManagerPassword = managerPassword;
        BackupPassword = backupPassword;
    }

    /// <summary>Password of the account <c>app</c>, which may read and write the data of the database and change its tables.</summary>
    public ParameterResource AppPassword { get; }

    /// <summary>Password of the account <c>replication</c>, with which a node reads, or clones, what the other one has.</summary>
    public ParameterResource ReplicationPassword { get; }

    /// <summary>Password of the account <c>manager</c>, with which the failover manager gives the nodes their roles.</summary>
    public ParameterResource ManagerPassword { get; }

    /// <summary>Password of the account <c>backup</c>, which may read everything that a backup holds.</summary>
    public ParameterResource BackupPassword { get; }

    /// <summary>Both nodes, <c>{name}-1</c> and <c>{name}-2</c>. Neither name says which is the primary.</summary>
    public IReadOnlyList<IResourceWithEndpoints> Nodes => [.. Pair.Nodes.Select(node => node.Resource)];

    /// <summary>The database, or <see langword="null"/> before <c>AddDatabase</c>.</summary>
    public MySqlReplicationDatabaseResource? Database { get; internal set; }

    /// <summary>The failover manager, or <see langword="null"/> before <c>WithFailoverOf</c>.</summary>
    public IResourceWithEndpoints? Manager { get; internal set; }

    internal IReadOnlyList<ParameterResource> Passwords => [AppPassword, ReplicationPassword, ManagerPassword, BackupPassword];

    internal MySqlNodePair Pair
    {
        get => _pair ?? throw new InvalidOperationException($"'{Name}' has no nodes yet.");
        set => _pair = value;
    }

    internal ReferenceExpression GetManagerConnectionString(IResourceWithEndpoints node) =>
        MySqlAccounts.GetConnectionString(node, MySqlAccounts.Manager, ManagerPassword);
}
