using Foobar.Bench;
using Foobar.Chaos.Composition;

namespace Foobar.Chaos.Faults;

/// <summary>All faults, by name.</summary>
internal static class FaultCatalog
{
    private static readonly TimeSpan s_failover = TimeSpan.FromSeconds(4);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("kill-primary", "The primary's server dies", (c, _) => c.KillAsync(c.Primary)),
        new("freeze-primary", "The primary's server hangs, and goes on long after it was replaced", (c, _) => c.FreezeAsync(c.Primary)),
        new("restart-primary", "The primary is stopped and started again", (c, t) => c.RestartAsync(c.Primary, t)),
        new("isolate-primary", "The primary loses manager and replica; clients still reach it", (c, _) => c.IsolateAsync(c.Primary, ResourceNames.Manager, c.Replica)) { CutsLinks = true },
        new("isolate-primary-from-manager", "The primary loses the manager alone", (c, _) => c.IsolateAsync(c.Primary, ResourceNames.Manager)) { CutsLinks = true },
        new("isolate-primary-from-replica", "The primary loses the replica alone", (c, _) => c.IsolateAsync(c.Primary, c.Replica)) { CutsLinks = true },
        new("isolate-primary-from-all", "The primary loses everybody", (c, _) => c.IsolateAsync(c.Primary, [ResourceNames.Manager, c.Replica, .. ResourceNames.WebServers])) { CutsLinks = true },
        new("kill-replica", "The replica's server dies", (c, _) => c.KillAsync(c.Replica)),
        new("freeze-replica", "The replica's server hangs", (c, _) => c.FreezeAsync(c.Replica)),
        new("restart-replica", "The replica is stopped and started again", (c, t) => c.RestartAsync(c.Replica, t)),
        new("isolate-replica", "The replica loses everybody", (c, _) => c.IsolateAsync(c.Replica, [ResourceNames.Manager, c.Primary, .. ResourceNames.WebServers])) { CutsLinks = true },
        new("kill-manager", "The failover manager dies", (c, _) => c.KillAsync(ResourceNames.Manager)),
        new("freeze-manager", "The failover manager hangs", (c, _) => c.FreezeAsync(ResourceNames.Manager)),
        new("kill-web", "One web server dies", (c, _) => c.KillAsync(c.Any(ResourceNames.WebServers))),
        new("kill-gateway", "One gateway dies", (c, _) => c.KillAsync(c.Any(ResourceNames.Gateways))),
        new("switchover", "The other node is asked to become the primary", (c, t) => c.SwitchOverAsync(t)),
        new("kill-primary+kill-manager", "The primary's server and the manager die at once", async (c, _) =>
        {
            await c.KillAsync(c.Primary);
            await c.KillAsync(ResourceNames.Manager);
        }) { Writes = Writes.ResumeAfterRepair },
        new("restart-replica+kill-primary", "The replica restarts, and at once the primary's server dies", async (c, t) =>
        {
            await c.RestartAsync(c.Replica, t);
            await c.KillAsync(c.Primary);
        }) { Writes = Writes.MayResumeBeforeRepair },
        new("kill-replica,recover,kill-primary", "The replica's server dies and is repaired, then the primary's dies", async (c, t) =>
        {
            await c.KillAsync(c.Replica);
            await c.RecoverAsync(t);
            await c.KillAsync(c.Primary);
        }),
        new("kill-primary,kill-manager-meanwhile", "The primary's server dies; at a moment by chance of the failover the manager does too, and starts again", async (c, t) =>
        {
            await c.KillAsync(c.Primary);
            await c.WaitAsync(s_failover, t);
            await c.KillAsync(ResourceNames.Manager);
            await c.StartLastKilledAsync(t);
        }),
        new("kill-both-nodes", "Both servers die at once", async (c, _) =>
        {
            await c.KillAsync(c.Primary);
            await c.KillAsync(c.Replica);
        }) { Writes = Writes.ResumeAfterRepair },
        new("freeze-primary+kill-web", "The primary's server hangs and one web server dies", async (c, _) =>
        {
            await c.FreezeAsync(c.Primary);
            await c.KillAsync(c.Any(ResourceNames.WebServers));
        }),
    ];

    /// <summary>Finds faults by name; all when none is named.</summary>
    /// <exception cref="BenchException">There is no fault of a name.</exception>
    public static IReadOnlyList<Fault> Find(IReadOnlyCollection<string> names)
    {
        var unknown = names.Except(All.Select(fault => fault.Name)).ToList();
        return unknown.Count > 0
            ? throw new BenchException($"There is no fault '{unknown[0]}'. Name them apart from each other by spaces: {string.Join(' ', All.Select(fault => fault.Name))}")
            : [.. names.Count == 0 ? All : All.Where(fault => names.Contains(fault.Name))];
    }
}
