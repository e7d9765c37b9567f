using Foobar.MySql;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>Two real servers, mysql-1 the primary and mysql-2 its replica, whose roles the test moves as a manager would.</summary>
internal sealed class ReplicatedServers : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<IHost> _hosts = [];
    private ulong _term;

    public ReplicatedServers()
    {
        First = new("mysql-1", _folder.Combine("mysql-1"), 1);
        Second = new("mysql-2", _folder.Combine("mysql-2"), 2);
    }

    public TestServer First { get; }

    public TestServer Second { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts both, pairs them semi-synchronously, opens the first and creates what the manager keeps, and a table.</summary>
    public async Task StartAsync()
    {
        await Task.WhenAll(First.StartAsync(), Second.StartAsync());
        await using (var manager = First.CreateManager())
        {
            await manager.EnableSemiSyncSourceAsync(Token);
            await FollowAsync(Second, First);
            while ((await manager.ReadStateAsync(Token)).SemiSyncReplicas == 0)
            {
                await Task.Delay(10, Token);
            }

            await First.ExecuteAsync("manager", "SET GLOBAL super_read_only = OFF");
            foreach (var sql in FailoverSchema.Create)
            {
                await First.ExecuteAsync("manager", sql);
            }

            await First.ExecuteAsync("manager", $"CREATE DATABASE {TestServer.Database}");
        }

        await OpenAsync(First);
        await BeatAsync();
        await First.ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE)");
        await WaitUntilEqualAsync();
    }

    /// <summary>Makes the replica the primary of the next term, once it has applied what it has received.</summary>
    public async Task PromoteAsync(TestServer replica)
    {
        await using (var manager = replica.CreateManager())
        {
            await manager.StopReceiverAsync(Token);
            while (await manager.ReadStateAsync(Token) is var state && !state.Executed.Contains(state.Held))
            {
                await Task.Delay(10, Token);
            }

            await manager.ForgetSourceAsync(Token);
        }

        await replica.ExecuteAsync("manager", "SET GLOBAL super_read_only = OFF");
        await OpenAsync(replica);
    }

    /// <summary>Makes a server follow another one, with acknowledgements.</summary>
    public static async Task FollowAsync(TestServer replica, TestServer source)
    {
        await using var manager = replica.CreateManager();
        await manager.ReceiveAsync(source.Address, "replication", TestServer.ReplicationPassword, Token);
        await manager.FollowAsync(Token);
    }

    /// <summary>Writes the heartbeat, through the first server.</summary>
    public Task BeatAsync() => First.ExecuteAsync("manager", $"""
        INSERT INTO {FailoverSchema.Heartbeat} (id, term, beat_at) VALUES (1, {_term}, UTC_TIMESTAMP(6))
        ON DUPLICATE KEY UPDATE term = VALUES(term), beat_at = VALUES(beat_at)
        """);

    /// <summary>Keeps the second server a second behind.</summary>
    public async Task DelayReplicaAsync()
    {
        await Second.ExecuteAsync("manager", "STOP REPLICA SQL_THREAD");
        await Second.ExecuteAsync("manager", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 1");
        await Second.ExecuteAsync("manager", "START REPLICA SQL_THREAD");
    }

    public async Task WaitUntilEqualAsync()
    {
        var executed = (await First.QueryAsync("manager", "SELECT @@GLOBAL.gtid_executed"))[0];
        await Second.QueryAsync("manager", $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{executed}')");
    }

    /// <summary>Waits until the write hangs in its commit, because nobody acknowledges it.</summary>
    public static async Task WaitForHangingCommitAsync(TestServer server, Task write)
    {
        while ((await ReadStatusAsync(server, "Rpl_semi_sync_source_wait_sessions")) != "1")
        {
            Assert.False(write.IsCompletedSuccessfully, "The write was acknowledged.");
            if (write.IsFaulted)
            {
                await write;
            }

            await Task.Delay(10, Token);
        }
    }

    public static async Task<string> ReadStatusAsync(TestServer server, string name)
    {
        await using var connection = new MySqlConnection(server.ConnectionString("app"));
        await connection.OpenAsync(Token);
        await using var command = new MySqlCommand($"SHOW GLOBAL STATUS LIKE '{name}'", connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        await reader.ReadAsync(Token);
        return reader.GetString(1);
    }

    /// <summary>The configuration of a client of the two.</summary>
    public Dictionary<string, string?> CreateSettings(params (string Name, string Value)[] options)
    {
        // Room for a slow machine: what a test is not about shall not happen in it.
        (string Name, string Value)[] patient =
        [
            (nameof(ReplicatedMySqlOptions.LookTimeout), "00:00:10"),
            (nameof(ReplicatedMySqlOptions.ConnectTimeout), "00:00:20"),
            (nameof(ReplicatedMySqlOptions.WriteTimeout), "00:01:00"),
            (nameof(ReplicatedMySqlOptions.ReadTimeout), "00:01:00"),
            (nameof(ReplicatedMySqlOptions.ReadAttemptTimeout), "00:00:20"),
        ];
        var settings = new Dictionary<string, string?>();
        foreach (var (name, value) in patient.Concat(options))
        {
            settings[$"{ReplicatedMySqlOptions.SectionName}:{name}"] = value;
        }

        foreach (var server in new[] { First, Second })
        {
            settings[$"ConnectionStrings:{server.Name}"] = new MySqlConnectionStringBuilder(server.ConnectionString("app"))
            {
                Database = TestServer.Database,
                Pooling = true,
            }.ConnectionString;
        }

        return settings;
    }

    /// <summary>A client, registered as a service registers it, that knows the roles.</summary>
    public async Task<ReplicatedMySql> CreateClientAsync(params (string Name, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(CreateSettings(options));
        builder.AddReplicatedMySql(First.Name, Second.Name);
        var host = builder.Build();
        _hosts.Add(host);
        var client = host.Services.GetRequiredService<ReplicatedMySql>();
        await WaitForRolesAsync(client, roles => roles is { Primary: not null, Replica: not null, Lag: not null });
        return client;
    }

    public static async Task WaitForRolesAsync(ReplicatedMySql client, Func<PairRoles, bool> condition)
    {
        while (!condition(client.Roles))
        {
            await Task.Delay(10, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await First.DisposeAsync();
        await Second.DisposeAsync();
        _folder.Dispose();
    }

    // The term before the writes: whoever sees an open node knows how new its claim is.
    private async Task OpenAsync(TestServer server)
    {
        _term++;
        await server.ExecuteAsync("manager", $"""
            INSERT INTO {FailoverSchema.History} (id, term, mode, primary_node, reason) VALUES ({_term}, {_term}, 'Paired', '{server.Name}', 'test')
            """);
        await server.ExecuteAsync("manager", "SET GLOBAL read_only = OFF");
    }
}
