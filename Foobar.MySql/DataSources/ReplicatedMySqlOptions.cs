using System.ComponentModel.DataAnnotations;

namespace Foobar.MySql;

/// <summary>How long to wait for a MySQL node. Configuration section <c>ReplicatedMySql</c>.</summary>
public sealed class ReplicatedMySqlOptions
{
    /// <summary>The configuration section these options are read from.</summary>
    public const string SectionName = "ReplicatedMySql";

    /// <summary>Longest wait for a connection to a node, in whole seconds, 1 to 60. Two seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest wait for one command, in whole seconds, 1 to 60. Four seconds by default. A commit waits without end
    /// while semi-synchronous replication has no replica, so this is what keeps a request from hanging.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long reads leave out a node that was found unavailable, 0.1 to 60 seconds. Two seconds by default. Then one read
    /// tries it again while the others still go to the other node. Writes always try; after one that timed out, they first ask
    /// whether commits are acknowledged.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(2);
}
