using Foobar.MySql;

namespace Foobar.Tests.MySql.DataSources.Writes;

/// <summary>Writes while the primary changes, on real servers.</summary>
public sealed class FailoverWriteTests : IAsyncDisposable
{
    private readonly ReplicatedServers _servers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_PrimaryGoneInTheMiddleOfACommit_IsDoneOnceOnThePromotedNode(bool frozen)
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        // The commit hangs because nobody acknowledges it.
        await _servers.Second.FreezeAsync();
        var write = mysql.WriteAsync(connection => TestQueries.InsertOnceAsync(connection, "a"), isIdempotent: true, Token);
        await ReplicatedServers.WaitForHangingCommitAsync(_servers.First, write);

        await (frozen ? _servers.First.FreezeAsync() : _servers.First.KillAsync());
        await _servers.Second.ThawAsync();
        await _servers.PromoteAsync(_servers.Second);
        var (node, token) = await write;

        Assert.Equal("mysql-2", node);
        Assert.Equal(["1"], await _servers.Second.QueryAsync("app", "SELECT COUNT(*) FROM foobar.t"));
        var read = await mysql.ReadAsync(connection => TestQueries.CountAsync(connection, "a"), token, Token);
        Assert.Equal(("mysql-2", 1), read);
    }

    [Fact]
    public async Task Write_OldPrimaryThawsAfterAPromotion_IsNotAskedAlthoughItClaimsToBeOne()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        await _servers.First.FreezeAsync();
        await _servers.PromoteAsync(_servers.Second);
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Primary == "mysql-2");
        await _servers.First.ThawAsync();
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Replica == "mysql-1");

        var (node, _) = await mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, "a"), isIdempotent: false, Token);
        var read = await mysql.ReadAsync(connection => TestQueries.CountAsync(connection, "a"), cancellationToken: Token);

        Assert.Equal("mysql-2", node);
        // Nor does a read trust it.
        Assert.Equal(("mysql-2", 1), read);
    }

    [Fact]
    public async Task Write_CannotBeRepeatedAndPrimaryKilledInTheMiddle_SaysThatItMayBeDone()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        await _servers.Second.FreezeAsync();
        var write = mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, "a"), isIdempotent: false, Token);
        await ReplicatedServers.WaitForHangingCommitAsync(_servers.First, write);

        await _servers.First.KillAsync();
        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => write);

        Assert.True(exception.MayHaveTakenEffect);
        Assert.Equal("mysql-1", exception.Node);
    }

    [Fact]
    public async Task Write_Switchover_LosesNothingAndNobodyNotices()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        // None of them may be repeated: each must be known to have been done or not.
        var writers = Enumerable.Range(0, 4).Select(writer => WriteOnAndOnAsync(mysql, $"{writer}-", stop.Token)).ToArray();
        await Task.Delay(200, Token);

        await _servers.First.ExecuteAsync("manager", "SET GLOBAL super_read_only = ON");
        await _servers.WaitUntilEqualAsync();
        await _servers.PromoteAsync(_servers.Second);
        await mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, "after"), isIdempotent: false, Token);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).SelectMany(names => names).Append("after").ToArray();

        var rows = await _servers.Second.QueryAsync("app", "SELECT name FROM foobar.t");
        Assert.Equal(written.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.Equal("mysql-2", mysql.Roles.Primary);
    }

    [Fact]
    public async Task Write_PrimaryKilledUnderLoad_LosesNothingAndDoublesNothing()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 4).Select(writer => WriteOnAndOnAsync(mysql, $"{writer}-", stop.Token, isIdempotent: true)).ToArray();
        await Task.Delay(200, Token);

        await _servers.First.KillAsync();
        await _servers.PromoteAsync(_servers.Second);
        await mysql.WriteAsync(connection => TestQueries.InsertOnceAsync(connection, "after"), isIdempotent: true, Token);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).SelectMany(names => names).Append("after").ToArray();

        var rows = await _servers.Second.QueryAsync("app", "SELECT name FROM foobar.t");
        Assert.Equal(written.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Write_NodeIsFenced_WaitsForThePrimaryToComeBack()
    {
        await _servers.StartAsync();
        var mysql = await _servers.CreateClientAsync();
        await _servers.First.ExecuteAsync("manager", "SET GLOBAL offline_mode = ON");
        await ReplicatedServers.WaitForRolesAsync(mysql, roles => roles.Primary is null);

        var write = mysql.WriteAsync(connection => TestQueries.InsertAsync(connection, "a"), isIdempotent: false, Token);
        Assert.False(write.IsCompleted);
        await _servers.First.ExecuteAsync("manager", "SET GLOBAL offline_mode = OFF");

        Assert.Equal("mysql-1", (await write).Value);
    }

    // Ends after the write under way: one that is given up in the middle may be done or not.
    private static async Task<List<string>> WriteOnAndOnAsync(
        ReplicatedMySql mysql, string prefix, CancellationToken stop, bool isIdempotent = false)
    {
        var names = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            var name = $"{prefix}{names.Count}";
            await mysql.WriteAsync(
                connection => isIdempotent ? TestQueries.InsertOnceAsync(connection, name) : TestQueries.InsertAsync(connection, name),
                isIdempotent,
                Token);
            names.Add(name);
        }

        return names;
    }
}
