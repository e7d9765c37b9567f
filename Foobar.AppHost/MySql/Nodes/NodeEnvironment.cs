using System.Globalization;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>The environment of mysql-node.sh, the same wherever it runs. Passwords travel in it and nowhere else.</summary>
internal static class NodeEnvironment
{
    /// <summary>What is the same for a process and a container.</summary>
    public static Dictionary<string, object> Create(MySqlReplicationResource replication, int serverId)
    {
        var environment = Create(replication);
        environment["MYSQL_NODE_SERVER_ID"] = serverId.ToString(CultureInfo.InvariantCulture);
        return environment;
    }

    /// <summary>What is the same for both nodes.</summary>
    public static Dictionary<string, object> Create(MySqlReplicationResource replication) => new()
    {
        ["MYSQL_NODE_DATABASE"] = replication.Database?.DatabaseName ?? replication.Name,
        ["MYSQL_NODE_APP_PASSWORD"] = replication.AppPassword,
        ["MYSQL_NODE_REPLICATION_PASSWORD"] = replication.ReplicationPassword,
        ["MYSQL_NODE_MANAGER_PASSWORD"] = replication.ManagerPassword,
        ["MYSQL_NODE_BACKUP_PASSWORD"] = replication.BackupPassword,
    };

    /// <summary>Adds what is particular to a server in a container, where its peer reaches it by <paramref name="name"/>.</summary>
    public static void AddContainer(Dictionary<string, object> environment, string name)
    {
        environment["MYSQL_NODE_DATA"] = MySqlContainer.DataFolder;
        environment["MYSQL_NODE_PORT"] = MySqlContainer.Port;
        environment["MYSQL_NODE_BIND"] = "0.0.0.0";
        environment["MYSQL_NODE_REPORT_HOST"] = name;
        environment["MYSQL_NODE_REPORT_PORT"] = MySqlContainer.Port;
    }
}
