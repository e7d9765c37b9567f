using Foobar.MySql.Replication;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Connects to both servers of a pair once they have addresses, and knows how to look at them and what to do.</summary>
internal sealed class ReplicationManager(
    MySqlReplicationResource resource, Func<CancellationToken, ValueTask<NodeAddress>> getSourceAsync) : IAsyncDisposable
{
    // A server on the same machine answers in milliseconds; one that needs longer is frozen or overloaded.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(3);

    private static readonly NodeHealth s_notWatched = new(false, "not watched any more, since the application stops");

    private readonly SemaphoreSlim _connecting = new(1);
    private Connection? _connection;
    private bool _stopped;

    /// <summary>Looks at both servers and takes the next step towards their roles.</summary>
    public async Task<PairObservation> StepAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        return await connection.Pair.StepAsync(cancellationToken);
    }

    /// <summary>Judges the primary.</summary>
    public async Task<NodeHealth> CheckPrimaryAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return s_notWatched;
        }
        var connection = await ConnectAsync(cancellationToken);
        return NodeHealth.OfPrimary(await connection.Primary.ObserveAsync(cancellationToken));
    }

    /// <summary>Judges the replica.</summary>
    public async Task<NodeHealth> CheckReplicaAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return s_notWatched;
        }
        var connection = await ConnectAsync(cancellationToken);
        return NodeHealth.OfReplica(await connection.Replica.ObserveAsync(cancellationToken), resource.MaxReplicationLag);
    }

    /// <summary>Judges the pair: healthy when both are.</summary>
    public async Task<NodeHealth> CheckPairAsync(CancellationToken cancellationToken)
    {
        var primary = await CheckPrimaryAsync(cancellationToken);
        var replica = await CheckReplicaAsync(cancellationToken);
        return new(primary.IsHealthy && replica.IsHealthy,
            $"{resource.Primary.Name}: {primary.Reason}; {resource.Replica.Name}: {replica.Reason}");
    }

    /// <summary>Closes all connections: a server that is told to stop waits 2 s for those who are still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.Primary.DisposeAsync();
            await connection.Replica.DisposeAsync();
        }
    }

    private async Task<Connection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            var connection = _connection;
            if (connection is null)
            {
                var source = await getSourceAsync(cancellationToken);
                var primary = await CreateNodeAsync(resource.Primary, cancellationToken);
                var replica = await CreateNodeAsync(resource.Replica, cancellationToken);
                var password = await resource.ReplicationPassword.GetValueAsync(cancellationToken);
                connection = _connection = new(primary, replica, new(primary, replica, source, password!, [resource.Database!.DatabaseName]));
            }
            return connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task<MySqlNode> CreateNodeAsync(IResourceWithEndpoints server, CancellationToken cancellationToken)
    {
        var connectionString = await resource.GetManagerConnectionString(server).GetValueAsync(cancellationToken);
        return new(server.Name, connectionString!, s_timeout);
    }

    private sealed record Connection(MySqlNode Primary, MySqlNode Replica, FixedRolesPair Pair);
}
