using System.Net.Http.Json;
using MySqlConnector;

namespace Foobar.Tests.Composition;

[Collection(UsesFoobarApp.Name)]
public sealed class ReplicationTests(FoobarApp foobar)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_OnThePrimary_IsOnTheReplica()
    {
        using var client = foobar.CreateClient();
        using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/replicated", alias = "replicated" }, Token);
        created.EnsureSuccessStatusCode();
        var executed = await foobar.WaitForReplicaAsync(Token);
        var (_, replica) = await foobar.WaitForPairAsync(Token);

        Assert.Equal("https://example.org/replicated", await ScalarAsync<string>(replica, "SELECT url FROM links WHERE code = 'replicated'"));
        Assert.Equal(1L, await ScalarAsync<long>(replica, $"SELECT GTID_SUBSET('{executed}', @@GLOBAL.gtid_executed)"));
    }

    [Fact]
    public async Task Write_OnTheReplica_IsRefused()
    {
        var (_, replica) = await foobar.WaitForPairAsync(Token);

        var e = await Assert.ThrowsAsync<MySqlException>(() => ScalarAsync<long>(replica, "DELETE FROM links"));

        Assert.Equal(MySqlErrorCode.OptionPreventsStatement, e.ErrorCode);
    }

    [Fact]
    public async Task Connection_WithoutTls_IsRefused()
    {
        var plain = new MySqlConnectionStringBuilder(foobar.ConnectionString("mysql-1")) { SslMode = MySqlSslMode.Disabled, AllowPublicKeyRetrieval = true, Pooling = false };
        await using var connection = new MySqlConnection(plain.ConnectionString);

        await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync(Token));
    }

    [Theory]
    [InlineData("CREATE DATABASE other")]
    [InlineData("SELECT * FROM mysql.user")]
    [InlineData("SET GLOBAL super_read_only = ON")]
    [InlineData("STOP REPLICA")]
    [InlineData("DELETE FROM failover.history")]
    public async Task Application_MoreThanItsDatabase_IsRefused(string statement)
    {
        var (primary, _) = await foobar.WaitForPairAsync(Token);

        await Assert.ThrowsAsync<MySqlException>(() => ScalarAsync<object>(primary, statement));
    }

    private Task<T?> ScalarAsync<T>(string node, string sql) => foobar.ScalarAsync<T>(node, sql, Token);
}
