using Foobar.MySql;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

public sealed class ReplicatedMySqlTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly Node _primary = new();
    private readonly Node _replica = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenReplica_ReplicaIsUp_LeadsThere()
    {
        await using var connection = await CreateClient().OpenReplicaAsync(Cancellation);

        Assert.Equal("replica", connection.Node);
    }

    [Fact]
    public async Task OpenReplica_ReplicaIsDown_LeadsToThePrimaryAndTriesAgainLater()
    {
        var mysql = CreateClient();
        _replica.IsDown = true;

        Assert.Equal("primary", await OpenReplicaAsync(mysql));
        Assert.Equal("primary", await OpenReplicaAsync(mysql));
        Assert.Equal(1, _replica.Attempts);

        _replica.IsDown = false;
        _time.Advance(s_interval);
        Assert.Equal("replica", await OpenReplicaAsync(mysql));
    }

    [Fact]
    public async Task OpenReplica_BothAreDown_ThrowsUnavailable()
    {
        _primary.IsDown = _replica.IsDown = true;

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => OpenReplicaAsync(CreateClient()));

        Assert.Equal("primary", exception.Node);
    }

    [Fact]
    public async Task OpenPrimary_PrimaryIsDown_TriesEachTime()
    {
        var mysql = CreateClient();
        _primary.IsDown = true;

        await Assert.ThrowsAsync<MySqlUnavailableException>(async () => await mysql.OpenPrimaryAsync(Cancellation));
        await Assert.ThrowsAsync<MySqlUnavailableException>(async () => await mysql.OpenPrimaryAsync(Cancellation));

        Assert.Equal(2, _primary.Attempts);
    }

    [Fact]
    public async Task Read_ReplicaFailsTheQuery_AsksThePrimaryAndRemembers()
    {
        var mysql = CreateClient();
        var asked = new List<string>();

        var answer = await mysql.ReadAsync(
            async (connection, _) =>
            {
                asked.Add(connection.Node);
                return connection.Node == "replica" ? throw await Node.CreateFailureAsync() : "found";
            },
            cancellationToken: Cancellation);

        Assert.Equal("found", answer);
        Assert.Equal(["replica", "primary"], asked);
        Assert.Equal("primary", await OpenReplicaAsync(mysql));
    }

    [Fact]
    public async Task Read_MissOnTheReplica_AsksThePrimary() =>
        Assert.Equal("primary", await ReadAsync(CreateClient(), isMiss: node => node == "replica"));

    [Fact]
    public async Task Read_HitOnTheReplica_DoesNotAskThePrimary()
    {
        Assert.Equal("replica", await ReadAsync(CreateClient(), isMiss: _ => false));
        Assert.Equal(0, _primary.Attempts);
    }

    [Fact]
    public async Task Read_MissOnTheReplicaWhileThePrimaryIsDown_IsTheAnswer()
    {
        var mysql = CreateClient();
        _primary.IsDown = true;

        Assert.Equal("replica", await ReadAsync(mysql, isMiss: _ => true));
        Assert.Equal("replica", await ReadAsync(mysql, isMiss: _ => true));
        Assert.Equal(1, _primary.Attempts);
    }

    [Fact]
    public async Task OnPrimary_NodeFailsInTheMiddle_ThrowsUnavailableAndRunsOnce()
    {
        var runs = 0;

        await Assert.ThrowsAsync<MySqlUnavailableException>(() => CreateClient().OnPrimaryAsync<int>(
            async (_, _) =>
            {
                runs++;
                throw await Node.CreateFailureAsync();
            },
            Cancellation));

        Assert.Equal(1, runs);
    }

    private static async Task<string> OpenReplicaAsync(ReplicatedMySql mysql)
    {
        await using var connection = await mysql.OpenReplicaAsync(Cancellation);
        return connection.Node;
    }

    private static Task<string> ReadAsync(ReplicatedMySql mysql, Func<string, bool> isMiss) =>
        mysql.ReadAsync((connection, _) => Task.FromResult(connection.Node), isMiss, Cancellation);

    private ReplicatedMySql CreateClient() => new(
        new NodeClient("primary", _primary.ConnectAsync, new NodeAvailability(s_interval, _time)),
        new NodeClient("replica", _replica.ConnectAsync, new NodeAvailability(s_interval, _time)),
        NullLogger<ReplicatedMySql>.Instance);

    private sealed class Node
    {
        public bool IsDown { get; set; }

        public int Attempts { get; private set; }

        public async ValueTask<MySqlConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            Attempts++;
            return IsDown ? throw await CreateFailureAsync() : new MySqlConnection();
        }

        /// <summary>A refused connection, from MySqlConnector itself: its exception cannot be made by hand.</summary>
        public static async Task<MySqlException> CreateFailureAsync()
        {
            await using var connection = new MySqlConnection("Server=127.0.0.1;Port=1;Pooling=false");
            return await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync(Cancellation));
        }
    }
}
