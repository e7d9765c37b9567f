using Microsoft.Extensions.Logging;

namespace Foobar.MySql;

/// <summary>
/// A replicated pair of MySQL servers whose roles change. Writes go to the primary, whichever node that is, and wait out a
/// change of it. Reads go to the replica while it is fit to answer, and go on while either node lives.
/// </summary>
/// <remarks>
/// The nodes themselves say who they are. They are looked at in the background, so no request pays for that. Safe for
/// concurrent use.
/// </remarks>
public sealed class ReplicatedMySql : IAsyncDisposable
{
    private readonly RoleMonitor _monitor;
    private readonly ClientMetrics _metrics = new();
    private readonly Reader _reader;
    private readonly Writer _writer;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;

    internal ReplicatedMySql(
        WatchedNode first,
        WatchedNode second,
        ReplicatedMySqlOptions options,
        IGtidQueries gtids,
        TimeProvider time,
        ILogger<ReplicatedMySql> logger,
        params IReadOnlyList<IAsyncDisposable> owned)
    {
        _owned = owned;
        _monitor = new RoleMonitor(first, second, options.PollInterval, time, logger);
        _reader = new Reader(_monitor, options, gtids, _metrics, time);
        _writer = new Writer(_monitor, options, gtids, _metrics, time);
        _metrics.ObserveLag(() => Roles.Lag);
        _monitor.Start();
    }

    /// <summary>Who does what, as of the last look: at most a poll interval old while the nodes answer.</summary>
    public PairRoles Roles => _monitor.Current.Roles;

    internal RoleMonitor Monitor => _monitor;

    /// <summary>
    /// Runs a query on the replica, or on the primary if the replica is gone, fails the query, is further behind than
    /// <see cref="ReplicatedMySqlOptions.MaxReplicaLag"/>, or does not have what <paramref name="token"/> asks for in time.
    /// </summary>
    /// <param name="query">Reads only. It may run more than once, and once more in the background after a time-out.</param>
    /// <param name="token">What the reader has written; without it the answer may be behind.</param>
    /// <param name="cancellationToken">Ends the wait at once. The query itself ends by its time-out.</param>
    /// <returns>What the query returned.</returns>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <exception cref="MySqlUnavailableException">
    /// No node could answer within <see cref="ReplicatedMySqlOptions.ReadTimeout"/>, or none of them has what the token asks for.
    /// </exception>
    /// <exception cref="MySqlConnector.MySqlException">The node refused the query for its own sake.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example>
    /// <code>
    /// var link = await mysql.ReadAsync(connection => FindAsync(connection, code), token, cancellationToken);
    /// </code>
    /// </example>
    public Task<T> ReadAsync<T>(
        Func<MySqlNodeConnection, Task<T>> query, ConsistencyToken? token = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reader.ReadAsync(query, token, cancellationToken);
    }

    /// <summary>
    /// Runs a write on the primary. If it is certain to have had no effect (no connection, refused by a node that takes no
    /// writes, a deadlock), it is run again, on the new primary if there is one. If nobody knows whether it had (the connection
    /// broke, or another node became the primary meanwhile), it is run again only if it is idempotent.
    /// </summary>
    /// <param name="write">
    /// One statement or one transaction, so that it is done wholly or not at all. It may run more than once, and even at the
    /// same time on a node that is no primary any more and will not commit it.
    /// </param>
    /// <param name="isIdempotent">Whether to do it twice is the same as to do it once, for instance by a unique key.</param>
    /// <param name="cancellationToken">Ends the wait at once; the write may be done all the same.</param>
    /// <returns>What the write returned, and the token that makes reads see it.</returns>
    /// <typeparam name="T">The type of what the write returns.</typeparam>
    /// <exception cref="MySqlUnavailableException">
    /// It could not be done within <see cref="ReplicatedMySqlOptions.WriteTimeout"/>, or may have been done and must not be
    /// repeated: see <see cref="MySqlUnavailableException.MayHaveTakenEffect"/>.
    /// </exception>
    /// <exception cref="MySqlConnector.MySqlException">The primary refused the write for its own sake.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example>
    /// <code>
    /// var (link, token) = await mysql.WriteAsync(connection => InsertAsync(connection, key, url), isIdempotent: true);
    /// </code>
    /// </example>
    public Task<WriteResult<T>> WriteAsync<T>(
        Func<MySqlNodeConnection, Task<T>> write, bool isIdempotent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _writer.WriteAsync(write, isIdempotent, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        _metrics.Dispose();
    }
}
