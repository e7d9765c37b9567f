using System.Globalization;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.AppHost.MySql.Faults;

/// <summary>Signals to a server that is a process of this machine: POSIX only, as mysql-node.sh is.</summary>
internal static class ProcessSignals
{
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(5);

    /// <summary>Sends a signal to mysqld itself, not to the script that runs it.</summary>
    /// <param name="nodeFolder">The node's folder.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DistributedApplicationException">It could not be sent.</exception>
    public static async Task SendAsync(string nodeFolder, NodeSignal signal, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new DistributedApplicationException("Windows has no signals: a server that is a process cannot be frozen or killed in this way.");
        }

        var id = await ReadProcessIdAsync(nodeFolder, cancellationToken);
        var name = signal switch
        {
            NodeSignal.Kill => "KILL",
            NodeSignal.Freeze => "STOP",
            _ => "CONT",
        };
        // A shell knows the numbers of its system; a machine without a program "kill" has one built in.
        var result = await CommandRunner.TryRunAsync("/bin/sh", ["-c", "kill -s \"$0\" \"$1\"", name, id], s_answer, cancellationToken);
        if (result is not { ExitCode: 0 })
        {
            throw new DistributedApplicationException($"SIG{name} could not be sent to process {id}: {result?.LastError ?? "no answer"}");
        }
    }

    private static async Task<string> ReadProcessIdAsync(string nodeFolder, CancellationToken cancellationToken)
    {
        // Written by mysqld; mysql-node.sh removes that of a server that was killed, whose id may be another's by now.
        var file = Path.Combine(nodeFolder, "data", "mysqld.pid");
        var text = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? text
            : throw new DistributedApplicationException($"No server runs in {nodeFolder}, or it has only just been started.");
    }
}
