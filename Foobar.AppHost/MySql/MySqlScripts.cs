namespace Foobar.AppHost.MySql;

/// <summary>The scripts that are shipped beside this assembly.</summary>
internal static class MySqlScripts
{
    /// <summary>The settings of every server.</summary>
    public const string Settings = "mysql-node.cnf";

    /// <summary>The folder of the scripts.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "mysql");

    /// <summary>Runs a server; mysql-node.cnf lies beside it.</summary>
    public static string Node { get; } = Path.Combine(Folder, "mysql-node.sh");

    /// <summary>Whatever a server needs wherever it runs: <c>mysql-*</c>.</summary>
    public static IEnumerable<string> OfServers =>
        Directory.EnumerateFiles(Folder, "mysql-*").Order(StringComparer.Ordinal);

    /// <summary>Fetches a server.</summary>
    public static string Fetch { get; } = Path.Combine(Folder, "fetch-mysql.sh");
}
