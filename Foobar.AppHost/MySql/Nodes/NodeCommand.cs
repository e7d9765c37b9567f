using Foobar.AppHost.MySql.Setup;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>
/// The command line of a server's process. Its command is fixed with the application model, before it is known whether
/// the server is a process or a container; its arguments are not.
/// </summary>
internal static class NodeCommand
{
    /// <summary>Whether mysql-node.sh can run here. On Windows servers are containers.</summary>
    public static bool CanRunProcesses { get; } = !OperatingSystem.IsWindows();

    /// <summary>The command.</summary>
    public static string Command { get; } = CanRunProcesses
        ? "/bin/sh"
        : ContainerRuntimeFinder.Clients.Select(client => MysqldFinder.FindOnPath(client)).FirstOrDefault(path => path is not null) ?? "docker";

    /// <summary>The arguments that make <see cref="Command"/> run mysql-node.sh.</summary>
    public static IEnumerable<object> RunScript() => [MySqlScripts.Node];

    /// <summary>The arguments that make <see cref="Command"/> run a container.</summary>
    public static IEnumerable<object> RunContainer(string runtime, IEnumerable<object> arguments) =>
        CanRunProcesses ? ["-c", "exec \"$0\" \"$@\"", runtime, .. arguments] : arguments;
}
