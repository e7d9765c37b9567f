using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Judges the pair and its nodes by what the failover manager says, or said last.</summary>
internal static class TopologyHealth
{
    /// <summary>The pair is healthy while it takes writes; that it has one node only is that other node's ill health.</summary>
    public static HealthCheckResult OfPair(TopologyView view) =>
        Judge(view, view.Topology is { } topology ? (topology.IsWritable, topology.Reason) : null);

    /// <summary>A node is healthy while it does what its role asks for.</summary>
    public static HealthCheckResult OfNode(TopologyView view, string node) =>
        Judge(view, view.Topology is not { } topology
            ? null
            : topology.Nodes.FirstOrDefault(n => n.Name == node) is { } seen
                ? (seen.IsHealthy, seen.Reason)
                : (false, "the failover manager does not know it"));

    // Nothing stops by the manager's silence, so what was well may still be; but nobody would know, nor help.
    private static HealthCheckResult Judge(TopologyView view, (bool IsHealthy, string Reason)? last) => (last, view.Silence) switch
    {
        (null, var silence) => HealthCheckResult.Unhealthy(silence),
        ({ IsHealthy: true } known, null) => HealthCheckResult.Healthy(known.Reason),
        ({ IsHealthy: false } known, null) => HealthCheckResult.Unhealthy(known.Reason),
        ({ IsHealthy: true } known, var silence) => HealthCheckResult.Degraded($"{silence}; before: {known.Reason}"),
        ({ IsHealthy: false } known, var silence) => HealthCheckResult.Unhealthy($"{silence}; before: {known.Reason}"),
    };
}
