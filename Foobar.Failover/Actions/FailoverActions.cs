using Foobar.Failover.Decisions;
using Foobar.Failover.Observation;
using Foobar.Failover.Witness;
using Foobar.MySql.Topology;

namespace Foobar.Failover.Actions;

/// <summary>Carries a step out. Each may be repeated, and decides nothing.</summary>
internal sealed class FailoverActions(IReadOnlyList<ManagedNode> nodes, IWitness witness, string replicationPassword, string database)
{
    /// <summary>The account that a node uses on the other one.</summary>
    public const string ReplicationUser = "replication";

    private static readonly TimeSpan s_clone = TimeSpan.FromHours(6);

    /// <summary>Does what a decision asks for.</summary>
    /// <returns>The record, if it changed.</returns>
    /// <exception cref="MySqlConnector.MySqlException">A node does not answer or refuses.</exception>
    /// <exception cref="IOException">The record cannot be kept.</exception>
    /// <exception cref="Leadership.NotLeaderException">Another manager may act now.</exception>
    public async Task<ClusterRecord?> TakeAsync(Decision decision, CancellationToken cancellationToken)
    {
        var node = nodes.FirstOrDefault(n => n.Name == decision.Node)?.Actions!;
        var other = nodes.FirstOrDefault(n => n.Name != decision.Node);
        switch (decision.Step)
        {
            case FailoverStep.Record:
                return await KeepAsync(decision, cancellationToken);
            case FailoverStep.Promote:
                var promoted = await KeepAsync(decision, cancellationToken);
                if (other!.Observer.Last is { State: null } || other.Observer.Pending > TimeSpan.Zero)
                {
                    other.FenceWhenItAnswers();
                }
                return promoted;
            case FailoverStep.BeginPairing:
                var record = await KeepAsync(decision, cancellationToken);
                await node.EnableSemiSyncSourceAsync(cancellationToken);
                return record;
            case FailoverStep.WriteHistory:
                await node.RecordHistoryAsync(decision.Record!.ToHistory(), decision.Reason, database, cancellationToken);
                return null;
            case FailoverStep.Open:
                await node.OpenAsync(decision.Record!.Mode == ClusterMode.Paired, cancellationToken);
                return null;
            case FailoverStep.Close:
                await node.CloseAsync(cancellationToken);
                return null;
            case FailoverStep.Fence:
                await node.FenceAsync(cancellationToken);
                return null;
            case FailoverStep.Unfence:
                await node.UnfenceAsync(cancellationToken);
                return null;
            case FailoverStep.EnableSemiSync:
                await node.EnableSemiSyncSourceAsync(cancellationToken);
                return null;
            case FailoverStep.DisableSemiSync:
                await node.DisableSemiSyncSourceAsync(cancellationToken);
                return null;
            case FailoverStep.Receive:
                await node.ReceiveAsync(other!.PeerAddress, ReplicationUser, replicationPassword, cancellationToken);
                return null;
            case FailoverStep.Follow:
                await node.FollowAsync(cancellationToken);
                return null;
            case FailoverStep.StopReceiver:
                await node.StopReceiverAsync(cancellationToken);
                return null;
            case FailoverStep.StartApplier:
                await node.StartApplierAsync(cancellationToken);
                return null;
            case FailoverStep.ForgetSource:
                await node.ForgetSourceAsync(cancellationToken);
                return null;
            case FailoverStep.Clone:
                await node.CloneAsync(other!.PeerAddress, ReplicationUser, replicationPassword, s_clone, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    private async Task<ClusterRecord> KeepAsync(Decision decision, CancellationToken cancellationToken)
    {
        await witness.SaveAsync(decision.Record!, cancellationToken);
        return decision.Record!;
    }
}
