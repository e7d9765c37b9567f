using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources.Writes;

public sealed class WriterTests : IAsyncDisposable
{
    private readonly FakePair _pair = new();
    private readonly List<string> _runs = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Write_Primary_TakesItAndGivesTheToken()
    {
        var mysql = await _pair.CreateClientAsync();

        var (node, token) = await WriteAsync(mysql, isIdempotent: false);

        Assert.Equal("first", node);
        Assert.Equal(FakePair.WrittenToken, token);
    }

    [Theory]
    [InlineData(1290)]
    [InlineData(1836)]
    [InlineData(3032)]
    public async Task Write_RefusedByANodeThatTakesNone_IsDoneByTheNextPrimary(int code)
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.First.Answer = FakeNode.Says(isReadOnly: true);

        var write = WriteAsync(mysql, isIdempotent: false, failure: (MySqlErrorCode)code);
        await _pair.PromoteSecondAsync();

        Assert.Equal("second", (await write).Value);
        Assert.Equal(["first", "second"], _runs);
    }

    [Fact]
    public async Task Write_PrimaryRefusesConnections_IsDoneByTheNextPrimary()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.First.IsDown = true;

        var write = WriteAsync(mysql, isIdempotent: false);
        await _pair.PromoteSecondAsync();

        Assert.Equal("second", (await write).Value);
        Assert.Equal(["second"], _runs);
    }

    [Fact]
    public async Task Write_Deadlock_IsRepeatedOnTheSameNode()
    {
        var mysql = await _pair.CreateClientAsync();

        var (node, _) = await WriteAsync(mysql, isIdempotent: false, failure: MySqlErrorCode.LockDeadlock);

        Assert.Equal("first", node);
        Assert.Equal(["first", "first"], _runs);
    }

    [Fact]
    public async Task Write_OutcomeUnknown_IsRepeatedOnlyIfThatIsSafe()
    {
        var mysql = await _pair.CreateClientAsync();

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(
            () => WriteAsync(mysql, isIdempotent: false, failure: MySqlErrorCode.ServerShutdown));
        Assert.True(exception.MayHaveTakenEffect);
        Assert.Equal(["first"], _runs);

        _runs.Clear();
        await WriteAsync(mysql, isIdempotent: true, failure: MySqlErrorCode.ServerShutdown);
        Assert.Equal(["first", "first"], _runs);
    }

    [Fact]
    public async Task Write_RefusedForItsOwnSake_ThrowsThatAndRunsOnce()
    {
        var mysql = await _pair.CreateClientAsync();

        var exception = await Assert.ThrowsAsync<MySqlException>(
            () => WriteAsync(mysql, isIdempotent: true, failure: MySqlErrorCode.DuplicateKeyEntry));

        Assert.Equal(MySqlErrorCode.DuplicateKeyEntry, exception.ErrorCode);
        Assert.Equal(["first"], _runs);
    }

    [Fact]
    public async Task Write_OnlyTheTokenCouldNotBeRead_DoesNotRunAgain()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.TokenFailures = 1;

        var (node, token) = await WriteAsync(mysql, isIdempotent: false);

        Assert.Equal("first", node);
        Assert.Equal(FakePair.WrittenToken, token);
        Assert.Equal(["first"], _runs);
    }

    [Fact]
    public async Task Write_NoPrimaryComes_ThrowsUnavailableWithoutEffect()
    {
        _pair.First.Answer = FakeNode.Says(isReadOnly: true);
        var mysql = await _pair.CreateClientAsync();

        var write = WriteAsync(mysql, isIdempotent: true);
        Assert.False(write.IsCompleted);
        _pair.Time.Advance(_pair.Options.WriteTimeout);

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => write);
        Assert.False(exception.MayHaveTakenEffect);
        Assert.Contains("first is read-only", exception.Message);
    }

    [Fact]
    public async Task Write_NobodyAnswersIt_EndsWithItsTimeAndMayHaveTakenEffect()
    {
        var mysql = await _pair.CreateClientAsync();

        var write = mysql.WriteAsync(_ => new TaskCompletionSource<int>().Task, isIdempotent: true, Token);
        _pair.Time.Advance(_pair.Options.WriteTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(write.IsCompleted);
        _pair.Time.Advance(TimeSpan.FromMilliseconds(1));

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => write);
        Assert.True(exception.MayHaveTakenEffect);
    }

    [Fact]
    public async Task Write_AnotherNodeBecomesThePrimaryMeanwhile_GoesThereAtOnceAndTheOldPoolIsCleared()
    {
        var mysql = await _pair.CreateClientAsync();

        var write = mysql.WriteAsync(
            connection => connection.Node == "first" ? new TaskCompletionSource<string>().Task : Task.FromResult(connection.Node),
            isIdempotent: true,
            Token);
        await _pair.PromoteSecondAsync();

        Assert.Equal("second", (await write).Value);
        Assert.Equal(1, _pair.First.ClearedPools);
    }

    [Fact]
    public async Task Write_DeposedBeforeItStarted_NeverStartsThere()
    {
        var mysql = await _pair.CreateClientAsync();
        _pair.First.IsFrozen = true;

        var write = WriteAsync(mysql, isIdempotent: false);
        await _pair.PromoteSecondAsync();
        // What cannot be repeated gets a moment to learn its fate, which begins when the writer has heard of it.
        while (!write.IsCompleted)
        {
            _pair.Time.Advance(TimeSpan.FromMilliseconds(2));
            await Task.Delay(1, Token);
        }

        await write;
        _pair.First.Thaw();

        Assert.Equal(["second"], _runs);
    }

    [Fact]
    public async Task Write_Cancelled_EndsAtOnceThoughTheNodeHangs()
    {
        var mysql = await _pair.CreateClientAsync();
        using var cancellation = new CancellationTokenSource();
        var write = mysql.WriteAsync(_ => new TaskCompletionSource<int>().Task, isIdempotent: true, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
    }

    private Task<WriteResult<string>> WriteAsync(ReplicatedMySql mysql, bool isIdempotent, MySqlErrorCode? failure = null) =>
        mysql.WriteAsync(
            connection =>
            {
                _runs.Add(connection.Node);
                return _runs.Count == 1 && failure is { } code ? throw FakeNode.CreateError(code) : Task.FromResult(connection.Node);
            },
            isIdempotent,
            Token);
}
