using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A pair with its failover manager while it runs.</summary>
internal sealed class MySqlReplicationRun(DistributedApplication app, MySqlReplicationDatabaseResource database) : IAsyncDisposable
{
    /// <summary>Settings without which passwords would be kept in the user secrets.</summary>
    public static string[] Passwords { get; } =
        [.. new[] { "app", "replication", "manager", "backup" }.Select(account => $"--Parameters:mysql-{account}-password={account}-password")];

    public DistributedApplication App => app;

    public string Primary => Property(Snapshot("mysql"), "Primary")!;

    public string Replica => Primary == "mysql-1" ? "mysql-2" : "mysql-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<MySqlReplicationRun> StartAsync(string dataFolder, params string[] settings)
    {
        await InstalledMySql.Mysqld;
        var builder = DistributedApplicationTestingBuilder.Create([$"--MySql:DataFolder={dataFolder}", .. Passwords, .. settings]);
        var mysql = builder.AddMySqlReplication("mysql");
        var database = mysql.AddDatabase("foobar");
        builder.AddProject<Projects.Foobar_Failover>("failover").WithHttpEndpoint().WithHttpHealthCheck("/health").WithFailoverOf(mysql);
        var app = await builder.BuildAsync(Token);
        try
        {
            await app.StartAsync(Token);
            return new(app, database.Resource);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static string? Property(CustomResourceSnapshot snapshot, string name) =>
        Assert.Single(snapshot.Properties, property => property.Name == name).Value?.ToString();

    public async Task WaitForHealthyAsync()
    {
        foreach (var resource in new[] { "mysql-1", "mysql-2", "mysql", "foobar" })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, Token);
        }
    }

    public CustomResourceSnapshot Snapshot(string resource)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState(resource, out var state), resource);
        return state.Snapshot;
    }

    /// <summary>Executes a statement on the primary.</summary>
    public async Task ExecuteAsync(string sql)
    {
        var primary = database.Parent.Nodes.Single(node => node.Name == Primary);
        await using var connection = new MySqlConnection(await database.GetConnectionString(primary).GetValueAsync(Token) + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async Task WaitForLogAsync(string resource, string text)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in logs.WatchAsync(resource).WithCancellation(Token))
        {
            if (lines.Any(line => line.Content.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }
        }
        Assert.Fail($"The log of {resource} ended without '{text}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
