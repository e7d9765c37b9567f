namespace Foobar.MySql.Topology;

/// <summary>
/// What the failover manager keeps in the database, replicated as any other data: the history of terms and a heartbeat.
/// </summary>
/// <remarks>
/// The manager's account may write here; applications may read. Before the first term there is no such schema: a query fails
/// with <c>ER_NO_SUCH_TABLE</c>, <c>ER_BAD_DB_ERROR</c> or <c>ER_TABLEACCESS_DENIED_ERROR</c>.
/// </remarks>
public static class FailoverSchema
{
    /// <summary>The schema.</summary>
    public const string Name = "failover";

    /// <summary>
    /// One row for each change of term or mode; the row with the highest id is in force on the node that holds it. A node's
    /// highest term tells an old primary, which may believe that it still is one, from the new. Ids are the manager's versions.
    /// </summary>
    public const string History = "failover.history";

    /// <summary>One row, written by the manager through the primary twice a second: the primary's clock (UTC).</summary>
    public const string Heartbeat = "failover.heartbeat";

    /// <summary>Creates the schema; may be repeated.</summary>
    public static IReadOnlyList<string> Create { get; } =
    [
        "CREATE DATABASE IF NOT EXISTS failover",
        """
        CREATE TABLE IF NOT EXISTS failover.history (
            id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
            term BIGINT UNSIGNED NOT NULL,
            mode VARCHAR(16) CHARACTER SET ascii NOT NULL,
            primary_node VARCHAR(255) NOT NULL,
            reason VARCHAR(1000) NOT NULL,
            recorded_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6))
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS failover.heartbeat (
            id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
            term BIGINT UNSIGNED NOT NULL,
            beat_at DATETIME(6) NOT NULL
        )
        """,
    ];
}
