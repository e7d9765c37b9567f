using Foobar.Failover.Decisions;
using Foobar.Failover.Management;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Http;

/// <summary>Why something that was asked for cannot be done now, or <see langword="null"/> when it can.</summary>
internal static class Refusals
{
    public static string? OfStandby(Status status) => status switch
    {
        { IsStandby: false } => null,
        { Leader: { } leader } => $"This manager stands by. Ask the one that leads: {leader}.",
        _ => $"This manager stands by, and none leads: {status.Decision.Reason}.",
    };

    public static string? OfSwitchover(Status status, string? to)
    {
        if (status is not { Record: { } record, Nodes: { } nodes })
        {
            return "There is no primary yet.";
        }
        if (to == record.Primary)
        {
            return $"{to} is the primary already.";
        }
        return record.Mode == ClusterMode.Paired && status.Decision.Step == FailoverStep.None
            && nodes.All(node => node.State is not null)
            ? null
            : $"Both nodes must be there and in step before they can change places: {status.Decision.Reason}.";
    }

    public static string? OfRejoin(Status status, string node)
    {
        if (status is not { Record: { } record, Nodes: { } nodes })
        {
            return "There is no primary yet.";
        }
        if (node == record.Primary)
        {
            return $"{node} is the primary: its data is what counts.";
        }
        if (nodes.Single(n => n.Name == record.Primary).State is not { IsClosed: false })
        {
            return $"{record.Primary}, from which {node} would be cloned, is not open: {status.Decision.Reason}.";
        }
        return nodes.Single(n => n.Name == node) is { State: null } silent ? $"{node} {silent.Explain()}." : null;
    }
}
