using Foobar.MySql.Replication;

namespace Foobar.Failover.Decisions;

/// <summary>The record as everybody can read it: a row in the primary's history of terms, written before it is opened.</summary>
internal static class Announcing
{
    /// <summary>The next step until the newest row says what the record says, or <see langword="null"/> when it does.</summary>
    public static Decision? Next(RecordedPair pair, NodeState primary)
    {
        var (node, record) = (pair.Primary, pair.Record);
        var written = primary.History?.Version ?? 0;
        if (written > record.Version)
        {
            // The mark of a pairing that came to nothing. A row below it would not be the newest.
            return new(FailoverStep.Record, node.Name, $"{node} holds the mark of an earlier attempt", pair.Renew());
        }
        return written < record.Version
            ? new(FailoverStep.WriteHistory, node.Name, $"{node} is the primary of term {record.Term}", record)
            : null;
    }
}
