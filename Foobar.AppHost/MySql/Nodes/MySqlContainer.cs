using System.Security.Cryptography;
using System.Text;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>A server as a container that a process of the foreground holds: <c>docker run --rm</c>.</summary>
internal static class MySqlContainer
{
    public const string Registry = "docker.io";
    public const string Repository = "library/mysql";
    public const string Tag = "9.7";
    public const string Image = $"{Registry}/{Repository}:{Tag}";
    public const string DataFolder = "/var/lib/mysql";
    public const string ScriptFolder = "/opt/mysql-node";
    public const string Script = $"{ScriptFolder}/mysql-node.sh";
    public const string Port = "3306";

    /// <summary>The name of a server's container and volume: one for each data folder and server.</summary>
    public static string GetName(MySqlReplicationOptions options, string server) => $"{GetNetwork(options)}-{server}";

    /// <summary>The network on which the two containers reach each other.</summary>
    public static string GetNetwork(MySqlReplicationOptions options)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(options.DataFolder));
        return $"foobar-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }

    /// <summary>The arguments of the container runtime. Environment variables are given by name, so no password is in them.</summary>
    /// <param name="options">The user's settings.</param>
    /// <param name="server">The name of the server, by which its peer reaches it.</param>
    /// <param name="publish">What to publish where: <c>127.0.0.1:13306:3306</c>.</param>
    /// <param name="environment">The names of environment variables that the container gets.</param>
    public static IEnumerable<object> GetRunArguments(
        MySqlReplicationOptions options, string server, object publish, IEnumerable<string> environment) =>
    [
        "run", "--rm", "--name", GetName(options, server),
        "--network", GetNetwork(options), "--network-alias", server,
        "--publish", publish,
        // A volume, since folders of the host are slow on macOS and Windows and belong to other users in there.
        "--volume", $"{GetName(options, server)}:{DataFolder}",
        "--volume", $"{MySqlScripts.Folder}:{ScriptFolder}:ro",
        .. environment.Order(StringComparer.Ordinal).SelectMany(name => new[] { "--env", name }),
        "--user", "mysql", "--entrypoint", "bash", Image, Script,
    ];

    /// <summary>Removes what an AppHost that was killed has left of a server; its data stays.</summary>
    public static Task RemoveStaleAsync(string runtime, MySqlReplicationOptions options, string server, CancellationToken cancellationToken) =>
        RunAsync(runtime, ["rm", "--force", GetName(options, server)], cancellationToken);

    /// <summary>Gets the image and the network, and deletes the data if asked to.</summary>
    /// <exception cref="DistributedApplicationException">The image cannot be pulled or the network not be created.</exception>
    public static async Task PrepareAsync(
        string runtime, MySqlReplicationOptions options, string server, Action<string> log, CancellationToken cancellationToken)
    {
        if (!await RunAsync(runtime, ["image", "inspect", Image], cancellationToken))
        {
            log($"Pulling {Image}");
            var pull = await CommandRunner.RunAsync(runtime, ["pull", Image], log, cancellationToken);
            Check(pull.ExitCode == 0, $"{Image} cannot be pulled: {pull.LastError}");
        }
        if (!await RunAsync(runtime, ["network", "inspect", GetNetwork(options)], cancellationToken))
        {
            Check(await RunAsync(runtime, ["network", "create", GetNetwork(options)], cancellationToken),
                $"The network {GetNetwork(options)} cannot be created; see {Path.GetFileName(runtime)} network create {GetNetwork(options)}.");
        }
        if (options.Reset)
        {
            await RemoveStaleAsync(runtime, options, server, cancellationToken);
            await RunAsync(runtime, ["volume", "rm", "--force", GetName(options, server)], cancellationToken);
            log($"Deleted all data of {server}, as MySql:Reset asks for");
        }
    }

    private static async Task<bool> RunAsync(string runtime, string[] arguments, CancellationToken cancellationToken) =>
        await CommandRunner.TryRunAsync(runtime, arguments, TimeSpan.FromMinutes(1), cancellationToken) is { ExitCode: 0 };

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw new DistributedApplicationException(message);
        }
    }
}
