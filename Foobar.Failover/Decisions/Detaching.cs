namespace Foobar.Failover.Decisions;

/// <summary>How a node that has followed another one stops to, without losing what it has acknowledged.</summary>
internal static class Detaching
{
    /// <summary>The next step until <paramref name="node"/> follows nobody, or <see langword="null"/> when it does not.</summary>
    public static Decision? Next(NodeSight node, string why)
    {
        if (node.State is not { Replica: { } replica } state)
        {
            return null;
        }
        if (replica.IsReceiverStarted)
        {
            return new(FailoverStep.StopReceiver, node.Name, $"{node} has to stop receiving from {replica.Source}: {why}");
        }

        // What is in the relay log was acknowledged, so it is never dropped.
        var unapplied = state.Held.Except(state.Executed);
        if (unapplied.IsEmpty)
        {
            return new(FailoverStep.ForgetSource, node.Name, $"{node} has applied all that it received");
        }
        return replica.IsApplying
            ? new(FailoverStep.Wait, node.Name, $"{node} still has to apply {unapplied.Count} transactions that it received")
            : new(FailoverStep.StartApplier, node.Name, $"{node} has to apply {unapplied.Count} transactions that it received{replica.Errors()}");
    }
}
