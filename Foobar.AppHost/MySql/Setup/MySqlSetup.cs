using Foobar.AppHost.MySql.Nodes;
using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>The work of the resource <c>mysql-setup</c>: data folders, then the choice of a server.</summary>
internal sealed partial class MySqlSetup(MySqlReplicationResource replication, MySqlReplicationOptions options, ILogger logger)
{
    /// <summary>Prepares everything that the servers need.</summary>
    /// <returns>Where the servers come from.</returns>
    /// <exception cref="DistributedApplicationException">The servers cannot be run; the message says what to do.</exception>
    public async Task<ServerChoice> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var password in new[] { replication.AppPassword, replication.ReplicationPassword, replication.ManagerPassword })
        {
            if (MySqlAccounts.FindPasswordProblem(await password.GetValueAsync(cancellationToken)) is { } problem)
            {
                throw new DistributedApplicationException($"The parameter '{password.Name}' {problem}.");
            }
        }

        var choice = await ChooseAsync(cancellationToken);
        LogChoice(choice.Reason);

        foreach (var server in new[] { replication.Primary, replication.Replica })
        {
            if (choice is ServerChoice.Container { Runtime: var runtime })
            {
                await MySqlContainer.PrepareAsync(runtime, options, server.Name, line => LogOutput(line), cancellationToken);
            }
            else if (DataFolder.Prepare(options, server.Name))
            {
                LogReset(server.Name);
            }
        }
        return choice;
    }

    private async Task<ServerChoice> ChooseAsync(CancellationToken cancellationToken)
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

        var result = await CommandRunner.RunAsync(bash, [MySqlScripts.Fetch, options.CacheFolder], line => LogOutput(line), cancellationToken);
        if (result.ExitCode != 0)
        {
            return probes with { FetchProblem = result.LastError.TrimEnd('.') };
        }

        var fetched = await MysqldFinder.ProbeAsync("the distribution's archive", Path.Combine(result.Output.Trim(), "bin", "mysqld"), cancellationToken);
        return probes with { Places = [fetched], FetchProblem = fetched.Problem };
    }

    [LoggerMessage(LogLevel.Information, "{Reason}")]
    private partial void LogChoice(string reason);

    [LoggerMessage(LogLevel.Information, "Fetching MySQL: {Reason}")]
    private partial void LogFetch(string reason);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private partial void LogOutput(string line);

    [LoggerMessage(LogLevel.Warning, "Deleted all data of {Server}, as MySql:Reset asks for")]
    private partial void LogReset(string server);
}
