using Foobar.AppHost.MySql.Nodes;
using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>The work of the resource <c>mysql-setup</c>: the choice of a server, then a place for its data.</summary>
internal sealed partial class MySqlSetup(MySqlReplicationResource replication, MySqlReplicationOptions options, Action<string> progress, ILogger logger)
{
    /// <summary>Prepares everything that the servers need.</summary>
    /// <returns>Where the servers come from.</returns>
    /// <exception cref="DistributedApplicationException">The servers cannot be run; the message says what to do.</exception>
    public async Task<ServerChoice> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var password in replication.Passwords)
        {
            if (MySqlAccounts.FindPasswordProblem(await password.GetValueAsync(cancellationToken)) is { } problem)
            {
                throw new DistributedApplicationException($"The parameter '{password.Name}' {problem}.");
            }
        }

        var choice = await new ServerChooser(options, progress, logger).ChooseAsync(cancellationToken);
        LogChoice(choice.Reason);

        string[] servers = [.. replication.Nodes.Select(node => node.Name)];
        if (choice is ServerChoice.Process)
        {
            foreach (var server in servers)
            {
                await DataFolder.CheckServerAsync(options, server, cancellationToken);
            }
        }
        foreach (var server in servers)
        {
            if (choice is ServerChoice.Container { Runtime: var runtime })
            {
                await MySqlContainer.PrepareAsync(runtime, options, server, line => LogOutput(line), cancellationToken);
            }
            else if (DataFolder.Prepare(options, server))
            {
                LogReset(server);
            }
        }
        // Last: should a reset end half-way, the witness still knows of what is gone, so that nothing stale is taken for it.
        WitnessFolder.Prepare(options, replication.Manager!.Name);
        return choice;
    }

    [LoggerMessage(LogLevel.Information, "{Reason}")]
    private partial void LogChoice(string reason);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private partial void LogOutput(string line);

    [LoggerMessage(LogLevel.Warning, "Deleted all data of {Server}, as MySql:Reset asks for")]
    private partial void LogReset(string server);
}
