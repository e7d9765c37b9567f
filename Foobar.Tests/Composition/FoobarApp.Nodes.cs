using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost.MySql.Faults;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Composition;

/// <summary>The MySQL nodes: who is what, and what can be done to them.</summary>
public sealed partial class FoobarApp
{
    /// <summary>What the failover manager sees.</summary>
    public async Task<ClusterTopology> GetTopologyAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient("failover");
        return (await client.GetFromJsonAsync(new Uri("/topology", UriKind.Relative), ClusterTopologyJson.TypeInfo, cancellationToken))!;
    }

    /// <summary>Waits until what the failover manager sees is as wanted.</summary>
    public async Task<ClusterTopology> WaitForTopologyAsync(Predicate<ClusterTopology> isWanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var topology = await GetTopologyAsync(cancellationToken);
            if (isWanted(topology))
            {
                return topology;
            }

            await Task.Delay(s_pollInterval, cancellationToken);
        }
    }

    /// <summary>Waits until there are a primary and a replica that acknowledges, whoever they are.</summary>
    /// <returns>Their names.</returns>
    public async Task<(string Primary, string Replica)> WaitForPairAsync(CancellationToken cancellationToken)
    {
        var topology = await WaitForTopologyAsync(
            t => t is { IsWritable: true, Mode: ClusterMode.Paired } && t.Nodes.All(n => n.IsHealthy), cancellationToken);
        return (topology.Primary!, topology.Nodes.Single(n => n.Name != topology.Primary).Name);
    }

    /// <summary>Waits until the replica shows what the primary has now: an acknowledged write is received, not yet applied.</summary>
    /// <returns>The primary's GTID set.</returns>
    public async Task<string> WaitForReplicaAsync(CancellationToken cancellationToken)
    {
        var (primary, replica) = await WaitForPairAsync(cancellationToken);
        var executed = await ScalarAsync<string>(primary, "SELECT @@GLOBAL.gtid_executed", cancellationToken);
        Assert.Equal(0L, await ScalarAsync<long>(
            replica, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{executed}', 10)", cancellationToken));
        return executed!;
    }

    /// <summary>Kills a node's server as a power cut would, and waits until it is seen to be gone.</summary>
    public async Task KillNodeAsync(string node, CancellationToken cancellationToken)
    {
        await CommandAsync(node, FaultCommands.Kill, cancellationToken);
        await App.ResourceNotifications.WaitForResourceAsync(node, KnownResourceStates.Exited, cancellationToken);
    }

    /// <summary>Halts a node's server where it is.</summary>
    public Task FreezeNodeAsync(string node, CancellationToken cancellationToken) => CommandAsync(node, FaultCommands.Freeze, cancellationToken);

    /// <summary>Lets a node's server go on.</summary>
    public Task ThawNodeAsync(string node, CancellationToken cancellationToken) => CommandAsync(node, FaultCommands.Thaw, cancellationToken);

    /// <summary>Starts a resource that was killed or stopped, and waits until its process runs.</summary>
    public async Task StartResourceAsync(string node, CancellationToken cancellationToken)
    {
        await CommandAsync(node, KnownResourceCommands.StartCommand, cancellationToken);
        await App.ResourceNotifications.WaitForResourceAsync(node, KnownResourceStates.Running, cancellationToken);
    }

    /// <summary>Kills the process of a resource that is one program, and waits until it is seen to be gone.</summary>
    public async Task KillProcessAsync(string resource, CancellationToken cancellationToken)
    {
        Assert.True(App.ResourceNotifications.TryGetCurrentState(resource, out var state));
        var id = Convert.ToInt32(state.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
        }

        await App.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, cancellationToken);
    }

    private async Task CommandAsync(string node, string command, CancellationToken cancellationToken)
    {
        var result = await App.ResourceCommands.ExecuteCommandAsync(node, command, cancellationToken);
        Assert.True(result.Success, result.Message);
    }
}
