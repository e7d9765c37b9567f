using Foobar.AppHost.MySql.Nodes;
using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>Looks around, and fetches what is missing, until it is clear where the servers come from. Tells how far a fetch is.</summary>
internal sealed partial class ServerChooser(MySqlReplicationOptions options, Action<string> progress, ILogger logger)
{
    /// <summary>Chooses a server that can be used.</summary>
    /// <returns>A <see cref="ServerChoice.Process"/> or a <see cref="ServerChoice.Container"/>.</returns>
    /// <exception cref="DistributedApplicationException">There is none; the message says what to do.</exception>
    public async Task<ServerChoice> ChooseAsync(CancellationToken cancellationToken)
    {
        var probes = new ServerProbes
        {
            CanRunProcesses = NodeCommand.CanRunProcesses,
            Setting = options.Mysqld is null ? null : await MysqldFinder.ProbeSettingAsync(options.Mysqld, cancellationToken),
            Places = await MysqldFinder.ProbePlacesAsync(options.CacheFolder, cancellationToken),
        };

        while (true)
        {
            switch (ServerChoice.Decide(probes))
            {
                case ServerChoice.Fetch fetch:
                    LogFetch(fetch.Reason);
                    probes = await FetchAsync(probes, cancellationToken);
                    break;
                case ServerChoice.LookForContainers:
                    var (runtime, problem) = await ContainerRuntimeFinder.FindAsync(cancellationToken);
                    probes = probes with { ContainerRuntime = runtime, ContainerProblem = problem };
                    break;
                case ServerChoice.None none:
                    throw new DistributedApplicationException(none.Reason);
                case var choice:
                    return choice;
            }
        }
    }

    private async Task<ServerProbes> FetchAsync(ServerProbes probes, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || MysqldFinder.FindOnPath("bash") is not { } bash)
        {
            return probes with { FetchProblem = "none can be fetched on this operating system" };
        }

        var result = await CommandRunner.RunAsync(bash, [MySqlScripts.Fetch, options.CacheFolder, "--with-caller"], Report, cancellationToken);
        if (result.ExitCode != 0)
        {
            return probes with { FetchProblem = result.LastError.TrimEnd('.') };
        }

        var mysqld = Path.Combine(result.Output.Trim(), "bin", "mysqld");
        var fetched = await MysqldFinder.ProbeAsync("the distribution's archive", mysqld, cancellationToken);
        return probes with { Places = [fetched], FetchProblem = fetched.Problem };
    }

    private void Report(string line)
    {
        LogOutput(line);
        progress(line);
    }

    [LoggerMessage(LogLevel.Information, "Fetching MySQL: {Reason}")]
    private partial void LogFetch(string reason);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private partial void LogOutput(string line);
}
