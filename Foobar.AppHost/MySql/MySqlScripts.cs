namespace Foobar.AppHost.MySql;

/// <summary>The scripts that are shipped beside this assembly.</summary>
internal static class MySqlScripts
{
    /// <summary>The folder of the scripts.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "mysql");

    /// <summary>Runs a server; mysql-node.cnf lies beside it.</summary>
    public static string Node { get; } = Path.Combine(Folder, "mysql-node.sh");

    /// <summary>Fetches a server.</summary>
    public static string Fetch { get; } = Path.Combine(Folder, "fetch-mysql.sh");
}
