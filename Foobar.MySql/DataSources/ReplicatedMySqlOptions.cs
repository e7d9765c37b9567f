using System.ComponentModel.DataAnnotations;

namespace Foobar.MySql;

/// <summary>
/// How long to wait for a pair of MySQL nodes, and how far behind a reader may be. Configuration section
/// <c>ReplicatedMySql</c>.
/// </summary>
public sealed class ReplicatedMySqlOptions
{
    /// <summary>The configuration section these options are read from.</summary>
    public const string SectionName = "ReplicatedMySql";

    /// <summary>
    /// Pause between two looks at a node, 0.05 to 10 seconds. A quarter of a second by default. Without a primary, and after
    /// a failure, looks come sooner.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a node may take to answer a look before it counts as dead, 0.1 to 10 seconds. One second by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan LookTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a connection to a node, in whole seconds, 1 to 60. Two seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest wait for a write in all, 1 to 60 seconds. Ten seconds by default: a failover takes a few, and a commit whose
    /// replica is gone waits until the primary may go on alone.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for a read in all, 1 to 60 seconds. Five seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long one node may take over a read while the other could be asked, 0.1 to 60 seconds. One second by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ReadAttemptTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How far the replica may be behind before reads leave it for the primary, 0 seconds to a day. Two seconds by default: a
    /// link that somebody else was given is there when it is followed, and a replica that comes back is not asked before it
    /// has caught up. Lag is known to half a second. Without a primary reads stay on the replica, however late.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxReplicaLag { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a read with a <see cref="ConsistencyToken"/> waits for the replica to catch up before it goes to the primary,
    /// 0 to 10 seconds. A tenth of a second by default; a healthy replica takes a few milliseconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ConsistencyWait { get; set; } = TimeSpan.FromMilliseconds(100);
}
