using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources.Reads;

public sealed class ReaderTests : IAsyncDisposable
{
    private readonly FakePair _pair = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Read_ReplicaIsFit_AsksItAlone()
    {
        var mysql = await _pair.CreateClientAsync();

        Assert.Equal("second", await ReadNodeAsync(mysql));
        Assert.Equal(0, _pair.First.Connections);
    }

    [Fact]
    public async Task Read_ReplicaRefusesConnections_AsksThePrimaryAndRemembers()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.Second.IsDown = true;

        Assert.Equal("first", await ReadNodeAsync(mysql));
        Assert.Equal("first", await ReadNodeAsync(mysql));
        Assert.Equal(1, _pair.Second.Connections);
    }

    [Fact]
    public async Task Read_ReplicaHangs_IsAskedOfThePrimaryAfterTheAttemptTimeout()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.Second.IsFrozen = true;

        var read = ReadNodeAsync(mysql);
        Assert.False(read.IsCompleted);
        _pair.Time.Advance(_pair.Options.ReadAttemptTimeout + _pair.Options.ConsistencyWait);

        Assert.Equal("first", await read);
    }

    [Fact]
    public async Task Read_ReplicaRefusesTheQuery_AsksThePrimary()
    {
        var mysql = await _pair.CreateClientAsync();

        var answer = await mysql.ReadAsync(
            connection => connection.Node == "second"
                ? throw FakeNode.CreateError(MySqlErrorCode.NoSuchTable)
                : Task.FromResult(connection.Node),
            cancellationToken: Token);

        Assert.Equal("first", answer);
        Assert.Equal("second", mysql.Roles.Replica);
    }

    [Fact]
    public async Task Read_ConnectionBreaksWhileAStatementIsPrepared_AsksThePrimary()
    {
        var mysql = await _pair.CreateClientAsync();

        var answer = await mysql.ReadAsync(
            connection => connection.Node == "second" ? throw new EndOfStreamException() : Task.FromResult(connection.Node),
            cancellationToken: Token);

        Assert.Equal("first", answer);
    }

    [Fact]
    public async Task Read_BothRefuseTheQuery_ThrowsItsError()
    {
        var mysql = await _pair.CreateClientAsync();

        var exception = await Assert.ThrowsAsync<MySqlException>(() => mysql.ReadAsync<int>(
            _ => throw FakeNode.CreateError(MySqlErrorCode.NoSuchTable), cancellationToken: Token));

        Assert.Equal(MySqlErrorCode.NoSuchTable, exception.ErrorCode);
    }

    [Fact]
    public async Task Read_BothAreDown_ThrowsUnavailableWithoutWaiting()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.First.IsDown = _pair.Second.IsDown = true;
        await _pair.LookAsync();

        await Assert.ThrowsAsync<MySqlUnavailableException>(() => ReadNodeAsync(mysql));
    }

    [Fact]
    public async Task Read_NoPrimary_StaysOnTheReplicaHoweverLate()
    {
        _pair.Options.MaxReplicaLag = TimeSpan.Zero;
        var mysql = await _pair.CreateClientAsync();
        _pair.First.IsDown = true;
        await _pair.LookAsync();

        Assert.Equal("second", await ReadNodeAsync(mysql));
    }

    [Fact]
    public async Task Read_Cancelled_EndsAtOnceThoughTheNodeHangs()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.Second.IsFrozen = true;
        using var cancellation = new CancellationTokenSource();
        var read = mysql.ReadAsync(connection => Task.FromResult(connection.Node), cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task Read_TokenThatTheReplicaComesToHave_IsAnsweredThere()
    {
        _pair.UpToDate.Add("second");
        var mysql = await _pair.CreateClientAsync();

        Assert.Equal("second", await ReadNodeAsync(mysql, FakePair.WrittenToken));
        Assert.Equal(["second"], _pair.Waits);
    }

    [Fact]
    public async Task Read_TokenThatTheReplicaIsKnownToHave_DoesNotWait()
    {
        _pair.Second.Answer = FakeNode.Says(isReadOnly: true, executed: "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-9");
        var mysql = await _pair.CreateClientAsync();

        Assert.Equal("second", await ReadNodeAsync(mysql, FakePair.WrittenToken));
        Assert.Empty(_pair.Waits);
    }

    [Fact]
    public async Task Read_TokenThatTheReplicaLacks_IsAnsweredByThePrimary()
    {
        var mysql = await _pair.CreateClientAsync();

        Assert.Equal("first", await ReadNodeAsync(mysql, FakePair.WrittenToken));
        Assert.Equal(["second", "first"], _pair.Waits);
    }

    [Fact]
    public async Task Read_TokenThatNobodyHas_ThrowsUnavailableRatherThanMissTheWrite()
    {
        _pair.UpToDate.Clear();
        var mysql = await _pair.CreateClientAsync();

        var read = ReadNodeAsync(mysql, FakePair.WrittenToken);
        while (!read.IsCompleted)
        {
            _pair.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => read);
        Assert.Contains("last write", exception.Message);
    }

    private static Task<string> ReadNodeAsync(ReplicatedMySql mysql, ConsistencyToken? token = null) =>
        mysql.ReadAsync(connection => Task.FromResult(connection.Node), token, Token);
}
