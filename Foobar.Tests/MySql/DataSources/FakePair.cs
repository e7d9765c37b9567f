using Foobar.MySql;
using Foobar.MySql.Replication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>A client of two fake nodes, on a fake clock: "first" is the primary, "second" the replica.</summary>
internal sealed class FakePair : IGtidQueries, IAsyncDisposable
{
    private ReplicatedMySql? _client;

    public static ConsistencyToken WrittenToken { get; } = new(GtidSet.Parse("3e11fa47-71ca-11e1-9e33-c80aa9429562:7"));

    public FakeNode First { get; } = new("first") { Answer = FakeNode.Says(isReadOnly: false) };

    public FakeNode Second { get; } = new("second") { Answer = FakeNode.Says(isReadOnly: true) };

    public FakeTimeProvider Time { get; } = new();

    public ReplicatedMySqlOptions Options { get; } = new();

    /// <summary>The nodes that were asked to wait for a token.</summary>
    public List<string> Waits { get; } = [];

    /// <summary>The nodes that have what was written.</summary>
    public HashSet<string> UpToDate { get; } = ["first"];

    /// <summary>How many more times the token cannot be read after a write.</summary>
    public int TokenFailures { get; set; }

    public async Task<ReplicatedMySql> CreateClientAsync()
    {
        _client = new ReplicatedMySql(First.Watch(), Second.Watch(), Options, this, Time, NullLogger<ReplicatedMySql>.Instance);
        // Twice: only the second look at a node knows the other's heartbeat.
        await LookAsync();
        await LookAsync();
        return _client;
    }

    public Task LookAsync() => _client!.Monitor.LookAgainAsync();

    /// <summary>The second node becomes the primary, and the client hears of it.</summary>
    public Task PromoteSecondAsync()
    {
        Second.Answer = FakeNode.Says(isReadOnly: false, term: 2);
        return LookAsync();
    }

    public Task<ConsistencyToken> ReadTokenAsync(NodeClient node, MySqlNodeConnection connection) =>
        TokenFailures-- > 0 ? throw FakeNode.CreateError(MySqlConnector.MySqlErrorCode.ServerShutdown) : Task.FromResult(WrittenToken);

    public Task<bool> WaitAsync(NodeClient node, MySqlNodeConnection connection, ConsistencyToken token, TimeSpan timeout)
    {
        Waits.Add(node.Name);
        return Task.FromResult(UpToDate.Contains(node.Name));
    }

    public ValueTask DisposeAsync() => _client?.DisposeAsync() ?? ValueTask.CompletedTask;
}
