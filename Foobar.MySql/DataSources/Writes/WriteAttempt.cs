using MySqlConnector;

namespace Foobar.MySql;

/// <summary>One try of a write on one node. It may be abandoned, and then never starts what it has not started.</summary>
internal sealed class WriteAttempt<T>(NodeClient node, Func<MySqlNodeConnection, Task<T>> write, IGtidQueries gtids)
{
    private const int Connecting = 0;
    private const int Started = 1;
    private const int Abandoned = 2;

    private int _state = Connecting;
    private volatile Done? _done;

    public NodeClient Node => node;

    /// <summary>What the write returned, once it has: from then on only the token is missing.</summary>
    public Done? Result => _done;

    /// <summary>Keeps the write from starting.</summary>
    /// <returns>Whether it had not started, so that it is certain to have no effect.</returns>
    public bool TryPrevent() => Interlocked.CompareExchange(ref _state, Abandoned, Connecting) != Started;

    /// <exception cref="NotStartedException">The write was not begun.</exception>
    /// <exception cref="MySqlException">The write has failed.</exception>
    public async Task<WriteResult<T>> RunAsync(TimeSpan timeout)
    {
        try
        {
            await using var connection = await OpenAsync(timeout);
            if (Interlocked.CompareExchange(ref _state, Started, Connecting) != Connecting)
            {
                throw new NotStartedException("it was given up before it began", isNodeAtFault: false);
            }

            var value = await write(connection);
            _done = new Done(value);
            return new(value, await gtids.ReadTokenAsync(node, connection));
        }
        finally
        {
            node.Gate.Leave(this, isAnswered: _done is not null);
        }
    }

    private async Task<MySqlNodeConnection> OpenAsync(TimeSpan timeout)
    {
        MySqlNodeConnection? connection = null;
        try
        {
            connection = await node.OpenAsync(timeout);
            if (await node.Gate.MayPassAsync(connection, this))
            {
                return connection;
            }
        }
        catch (MySqlException exception)
        {
            await (connection?.DisposeAsync() ?? default);
            throw new NotStartedException(exception.Message, isNodeAtFault: true, exception);
        }

        await connection.DisposeAsync();
        throw new NotStartedException("its commits wait for a replica's acknowledgement", isNodeAtFault: false);
    }

    internal sealed record Done(T Value);
}
