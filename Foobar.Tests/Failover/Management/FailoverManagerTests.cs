using System.Net;
using System.Net.Http.Json;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;
using MySqlConnector;

namespace Foobar.Tests.Failover.Management;

/// <summary>The manager on real servers that are killed, frozen and brought back.</summary>
public sealed class FailoverManagerTests : IAsyncDisposable
{
    private readonly ManagedPair _pair = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Primary_KilledAndBack_ItsReplicaTakesOverWithAllAndItFollows()
    {
        var before = await _pair.StartAsync();
        var (old, next) = (_pair[before.Primary!], _pair.OtherThan(before.Primary!));
        await InsertAsync(old, "acknowledged");

        await old.KillAsync();
        var after = await _pair.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await InsertAsync(next, "while alone");
        await old.StartAsync();
        await _pair.WaitForPairAsync();

        Assert.Equal((before.Term + 1, ClusterMode.Alone, old.Name), (after.Term, after.Mode, after.LastFailover!.From));
        await AssertEqualAsync("acknowledged", "while alone");
    }

    [Fact]
    public async Task Primary_KilledWithWhatNobodyAcknowledged_IsClonedWhenItIsBack()
    {
        var (old, next) = await StartAsync();
        // What a primary has in its log and its replica never saw, as after a kill in the middle of a commit. Without a manager,
        // which would let the primary go on alone.
        await _pair.StopManagerAsync();
        await next.ExecuteAsync("manager", "STOP REPLICA IO_THREAD");
        var unacknowledged = InsertAsync(old, "nobody was told");
        while (!(await old.QueryAsync("app", "SHOW PROCESSLIST", column: 6)).Any(state => state.Contains("semi-sync", StringComparison.Ordinal)))
        {
            await Task.Delay(10, Token);
        }
        await old.KillAsync();
        await Assert.ThrowsAsync<MySqlException>(() => unacknowledged);
        await _pair.StartManagerAsync();
        await _pair.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await InsertAsync(next, "acknowledged");

        await old.StartAsync();
        await _pair.WaitForPairAsync();

        await AssertEqualAsync("acknowledged");
    }

    [Fact]
    public async Task Primary_FrozenAndThawed_AcknowledgesNothingAnymore()
    {
        var (old, next) = await StartAsync();
        await using var client = new MySqlConnection(old.ConnectionString("app") + ";DefaultCommandTimeout=60");
        await client.OpenAsync(Token);

        await old.FreezeAsync();
        await using var command = new MySqlCommand("INSERT INTO foobar.t (name) VALUES ('too late')", client);
        var late = command.ExecuteNonQueryAsync(Token);
        await _pair.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await InsertAsync(next, "acknowledged");
        await old.ThawAsync();

        await Assert.ThrowsAsync<MySqlException>(() => late);
        await _pair.WaitForPairAsync();
        await AssertEqualAsync("acknowledged");
    }

    [Fact]
    public async Task Primary_AnswersButCannotCommit_IsReplacedAndFollows()
    {
        var (old, next) = await StartAsync();
        await InsertAsync(old, "before");
        await using var wedge = new MySqlConnection(old.ConnectionString("manager"));
        await wedge.OpenAsync(Token);

        // Nothing commits while this is held, and everything else works, as on a disk that is full.
        await using var command = new MySqlCommand("FLUSH TABLES WITH READ LOCK", wedge);
        await command.ExecuteNonQueryAsync(Token);
        await _pair.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await InsertAsync(next, "after");
        await wedge.CloseAsync();

        await _pair.WaitForPairAsync();
        await AssertEqualAsync("before", "after");
    }

    [Fact]
    public async Task Replica_KilledAndBack_ThePrimaryGoesOnAloneAndThenInAPair()
    {
        var (primary, replica) = await StartAsync();

        await replica.KillAsync();
        await InsertAsync(primary, "waits until the primary runs alone");
        Assert.Equal(ClusterMode.Alone, (await _pair.WaitForAsync(t => t.IsWritable)).Mode);
        await replica.StartAsync();
        await _pair.WaitForPairAsync();
        await primary.KillAsync();
        await _pair.WaitForAsync(t => t.Primary == replica.Name && t.IsWritable);

        Assert.Equal(["waits until the primary runs alone"], await NamesAsync(replica));
    }

    [Fact]
    public async Task Replica_GoneWhenThePrimaryDiesAlone_IsNotOpened()
    {
        var (primary, replica) = await StartAsync();
        await replica.KillAsync();
        await InsertAsync(primary, "on the primary only");
        await primary.KillAsync();
        await replica.StartAsync();

        // Also by a manager that knows no more than what was recorded.
        await _pair.StopManagerAsync();
        await _pair.StartManagerAsync();
        var topology = await _pair.WaitForAsync(t => t.Nodes.Any(node => node.Name == replica.Name && node.IsReachable) && t.Reason.Contains("only it may be opened", StringComparison.Ordinal));
        Assert.False(topology.IsWritable);

        await primary.StartAsync();
        await _pair.WaitForPairAsync();
        await AssertEqualAsync("on the primary only");
    }

    [Fact]
    public async Task Manager_EndedAndStartedInAFailover_FinishesIt()
    {
        var (old, next) = await StartAsync();
        await InsertAsync(old, "acknowledged");
        await old.KillAsync();

        // It is ended again and again, wherever it is then.
        for (var i = 0; i < 8; i++)
        {
            await _pair.StopManagerAsync();
            await _pair.StartManagerAsync();
            await Task.Delay(i * 100, Token);
        }
        await _pair.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await old.StartAsync();
        await _pair.WaitForPairAsync();

        await AssertEqualAsync("acknowledged");
    }

    [Fact]
    public async Task Both_Restarted_ContinueInTheirRoles()
    {
        var (primary, replica) = await StartAsync();
        await InsertAsync(primary, "acknowledged");
        await Task.WhenAll(primary.KillAsync(), replica.KillAsync());
        await replica.StartAsync();
        await primary.StartAsync();

        await _pair.WaitForPairAsync();

        await AssertEqualAsync("acknowledged");
    }

    [Fact]
    public async Task Switchover_WhileItIsWrittenTo_ChangesPlacesAndLosesNothing()
    {
        var (old, next) = await StartAsync();
        await InsertAsync(old, "before");

        using var answer = await _pair.Client.PostAsJsonAsync("/switchover", new { to = next.Name }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await InsertAsync(next, "after");
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => InsertAsync(old, "on the wrong one"));
        Assert.Equal(MySqlErrorCode.OptionPreventsStatement, refusal.ErrorCode);
        await _pair.WaitForPairAsync();
        await AssertEqualAsync("before", "after");
    }

    [Fact]
    public async Task Rejoin_AskedFor_ReplacesTheReplicasData()
    {
        var (primary, replica) = await StartAsync();
        await InsertAsync(primary, "of the primary");
        var process = replica.ReadServerProcessId();

        using var answer = await _pair.Client.PostAsJsonAsync("/rejoin", new { node = replica.Name }, Token);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await LinuxProcess.WaitForEndAsync(process, Token);
        await _pair.WaitForPairAsync();

        Assert.NotEqual(process, replica.ReadServerProcessId());
        await AssertEqualAsync("of the primary");
    }

    [Theory]
    [InlineData("GET", "/switchover", null, HttpStatusCode.MethodNotAllowed, "does not take that method")]
    [InlineData("POST", "/switchover", """{"to":"mysql-9"}""", HttpStatusCode.NotFound, "no node 'mysql-9'")]
    [InlineData("POST", "/switchover", """{"to":"PRIMARY"}""", HttpStatusCode.Conflict, "the primary already")]
    [InlineData("POST", "/switchover", """{"to":""", HttpStatusCode.BadRequest, "not the expected JSON")]
    [InlineData("POST", "/rejoin", null, HttpStatusCode.BadRequest, "Name the node")]
    [InlineData("POST", "/rejoin", """{"node":"mysql-9"}""", HttpStatusCode.NotFound, "no node 'mysql-9'")]
    [InlineData("POST", "/rejoin", """{"node":"PRIMARY"}""", HttpStatusCode.Conflict, "its data is what counts")]
    [InlineData("POST", "/nowhere", null, HttpStatusCode.NotFound, "nothing at this address")]
    public async Task Request_ThatCannotBe_IsRefusedAndChangesNothing(string method, string path, string? body, HttpStatusCode status, string detail)
    {
        var before = await _pair.StartAsync();
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = body is null ? null : new StringContent(body.Replace("PRIMARY", before.Primary, StringComparison.Ordinal), null, "application/json"),
        };

        using var response = await _pair.Client.SendAsync(request, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(detail, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var after = await _pair.WaitForPairAsync();
        Assert.Equal((before.Term, before.Primary), (after.Term, after.Primary));
    }

    [Fact]
    public async Task Switchover_WhileThePairIsDegraded_IsRefused()
    {
        var (primary, replica) = await StartAsync();
        await replica.KillAsync();
        await _pair.WaitForAsync(t => t.Mode == ClusterMode.Alone);

        using var answer = await _pair.Client.PostAsync(new Uri("/switchover", UriKind.Relative), null, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(primary.Name, (await _pair.WaitForAsync(_ => true)).Primary);
    }

    private async Task<(TestServer Primary, TestServer Replica)> StartAsync()
    {
        var topology = await _pair.StartAsync();
        return (_pair[topology.Primary!], _pair.OtherThan(topology.Primary!));
    }

    private static Task InsertAsync(TestServer server, string name) =>
        server.ExecuteAsync("app", $"INSERT INTO foobar.t (name) VALUES ('{name}')");

    private static Task<IReadOnlyList<string>> NamesAsync(TestServer server) => server.QueryAsync("app", "SELECT name FROM foobar.t ORDER BY name");

    private async Task AssertEqualAsync(params string[] names)
    {
        foreach (var server in new[] { _pair.First, _pair.Second })
        {
            // The replica may still have to apply the last one.
            while ((await NamesAsync(server)).Count < names.Length)
            {
                await Task.Delay(20, Token);
            }
            Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync(server));
        }
    }
}
