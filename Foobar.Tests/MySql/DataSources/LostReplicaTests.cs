using Foobar.MySql;
using Foobar.MySql.Replication;
using Foobar.Tests.AppHost.MySql;
using Foobar.Tests.MySql.Replication;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>What becomes of the primary's connections while its commits wait for a replica.</summary>
public sealed class LostReplicaTests : IAsyncDisposable
{
    private readonly TestPair _pair = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnPrimary_AfterAWriteTimedOut_AddsNoSessionThatWaitsUntilTheReplicaIsBack(bool frozen)
    {
        await _pair.StartAsync();
        await _pair.Primary.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY)");
        await _pair.WaitUntilEqualAsync();
        var mysql = CreateClient();
        await WriteAsync(mysql);
        if (frozen)
        {
            await _pair.Replica.FreezeAsync();
        }
        else
        {
            await _pair.Replica.KillAsync();
        }

        // The first one finds out; the others are told.
        for (var i = 0; i < 30; i++)
        {
            await Assert.ThrowsAsync<MySqlUnavailableException>(() => WriteAsync(mysql));
        }

        Assert.Equal(["1"], await ReadAsync(mysql, "SELECT COUNT(*) FROM foobar.t"));
        Assert.Equal(["1"], await ReadAsync(mysql, "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'app' AND id <> CONNECTION_ID() AND command <> 'Sleep'"));

        if (frozen)
        {
            await _pair.Replica.ThawAsync();
        }
        else
        {
            await _pair.Replica.StartAsync();
        }
        await _pair.SettleAsync();
        while (!await TryWriteAsync(mysql))
        {
            await Task.Delay(20, Token);
        }
        Assert.Equal(["3"], await ReadAsync(mysql, "SELECT COUNT(*) FROM foobar.t"));
    }

    [Fact]
    public async Task App_HasTakenAllConnectionsItMay_ReplicaAndManagerStillGetIn()
    {
        await _pair.StartAsync();
        await _pair.WaitUntilEqualAsync();
        await _pair.Replica.StopAsync();
        var connections = new List<MySqlConnection>();
        try
        {
            var refusal = await Assert.ThrowsAsync<MySqlException>(async () =>
            {
                while (true)
                {
                    var connection = new MySqlConnection(_pair.Primary.ConnectionString("app"));
                    connections.Add(connection);
                    await connection.OpenAsync(Token);
                }
            });
            Assert.Contains("max_user_connections", refusal.Message);

            await _pair.Replica.StartAsync();
            Assert.Equal(FixedRolesStep.None, (await _pair.SettleAsync())[^1].Step);
            while ((await TestPair.ReadStateAsync(_pair.Primary)).SemiSyncReplicas == 0)
            {
                await Task.Delay(20, Token);
            }
        }
        finally
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<bool> TryWriteAsync(ReplicatedMySql mysql)
    {
        try
        {
            await WriteAsync(mysql);
            return true;
        }
        catch (MySqlUnavailableException)
        {
            return false;
        }
    }

    private static Task<int> WriteAsync(ReplicatedMySql mysql) => mysql.OnPrimaryAsync(
        async (connection, cancellationToken) =>
        {
            await using var command = connection.CreateCommand("INSERT INTO foobar.t VALUES ()");
            return await command.ExecuteNonQueryAsync(cancellationToken);
        },
        Token);

    private static Task<string[]> ReadAsync(ReplicatedMySql mysql, string sql) => mysql.ReadAsync(
        async (connection, cancellationToken) =>
        {
            Assert.Equal("primary", connection.Node);
            await using var command = connection.CreateCommand(sql);
            return new[] { $"{await command.ExecuteScalarAsync(cancellationToken)}" };
        },
        cancellationToken: Token);

    // Every read is asked of the primary: that of a frozen or lost replica would be in the end.
    private ReplicatedMySql CreateClient()
    {
        var primary = CreateNode(_pair.Primary, "primary");
        return new(primary, primary, NullLogger<ReplicatedMySql>.Instance);
    }

    private static NodeClient CreateNode(TestServer server, string name)
    {
        var connectionString = new MySqlConnectionStringBuilder(server.ConnectionString("app")) { DefaultCommandTimeout = 1, CancellationTimeout = 1 }.ConnectionString;
        return new(
            name,
            async cancellationToken =>
            {
                var connection = new MySqlConnection(connectionString);
                await connection.OpenAsync(cancellationToken);
                return connection;
            },
            new NodeAvailability(TimeSpan.FromSeconds(2), TimeProvider.System));
    }
}
