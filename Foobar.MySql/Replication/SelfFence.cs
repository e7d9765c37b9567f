namespace Foobar.MySql.Replication;

/// <summary>
/// What the manager has to do with an open node's own watch over itself, the event <c>mysql.fence</c> that mysql-fence.sql
/// creates: it closes a node whose manager is silent and whose commits nobody acknowledges.
/// </summary>
internal static class SelfFence
{
    /// <summary>An expression: true once no node closes itself, until <see cref="Release"/>.</summary>
    public const string Hold = "GET_LOCK('closing', 1)";

    /// <summary>An expression that ends <see cref="Hold"/>, and each of an earlier try that failed after it.</summary>
    public const string Release = "RELEASE_ALL_LOCKS()";

    /// <summary>A statement: a scheduler that runs on a closed node says in the server's log that it cannot.</summary>
    public const string Stop = "SET GLOBAL event_scheduler = OFF";
}
