using Foobar.MySql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

public sealed class MySqlDataSourceRegistrationTests
{
    [Fact]
    public void AddKeyedMySqlDataSource_ConnectionString_WinsOverTheSection()
    {
        var builder = CreateBuilder(
            ("Aspire:MySqlConnector:ConnectionString", "Server=general"),
            ("Aspire:MySqlConnector:db:ConnectionString", "Server=named"),
            ("ConnectionStrings:db", "Server=given"));
        builder.AddKeyedMySqlDataSource("db");

        using var host = builder.Build();

        Assert.Equal("given", ServerOf(host, "db"));
    }

    [Fact]
    public void AddReplicatedMySql_NamesInTheConfiguration_GoBeforeTheGivenOnes()
    {
        var builder = CreateBuilder(
            ("ReplicatedMySql:Nodes:0", "mysql-0"),
            ("ReplicatedMySql:Nodes:1", "mysql-1"),
            ("ConnectionStrings:mysql-0", "Server=first"),
            ("ConnectionStrings:mysql-1", "Server=second"));
        builder.AddReplicatedMySql("mysql-1", "mysql-2");

        using var host = builder.Build();

        Assert.Equal(("first", "second"), (ServerOf(host, "mysql-0"), ServerOf(host, "mysql-1")));
    }

    [Fact]
    public void AddKeyedMySqlDataSource_NamedSection_WinsOverTheGeneralOne()
    {
        var builder = CreateBuilder(
            ("Aspire:MySqlConnector:ConnectionString", "Server=general"),
            ("Aspire:MySqlConnector:db:ConnectionString", "Server=named"));
        builder.AddKeyedMySqlDataSource("db");

        using var host = builder.Build();

        Assert.Equal("named", ServerOf(host, "db"));
    }

    [Fact]
    public void AddKeyedMySqlDataSource_Callback_HasTheLastWord()
    {
        var builder = CreateBuilder(("ConnectionStrings:db", "Server=given"));
        builder.AddKeyedMySqlDataSource("db", settings => settings.ConnectionString = "Server=changed");

        using var host = builder.Build();

        Assert.Equal("changed", ServerOf(host, "db"));
    }

    [Fact]
    public void AddKeyedMySqlDataSource_NoConnectionString_ThrowsWhenAskedForAndSaysWhatToSet()
    {
        var builder = CreateBuilder();
        builder.AddKeyedMySqlDataSource("db");

        using var host = builder.Build();
        var exception = Assert.Throws<InvalidOperationException>(() => ServerOf(host, "db"));

        Assert.Contains("ConnectionStrings:db", exception.Message);
    }

    [Theory]
    [InlineData(false, new[] { "MySql_db" })]
    [InlineData(true, new string[0])]
    public void AddKeyedMySqlDataSource_DisableHealthChecks_Decides(bool disabled, string[] expected)
    {
        var builder = CreateBuilder(("ConnectionStrings:db", "Server=given"));
        builder.AddKeyedMySqlDataSource("db", settings => settings.DisableHealthChecks = disabled);

        using var host = builder.Build();

        Assert.Equal(expected, HealthChecksOf(host));
    }

    [Fact]
    public async Task AddReplicatedMySql_TwoNodes_BoundsTheWaitsAndHasOneHealthCheck()
    {
        var builder = CreateBuilder(
            ("ConnectionStrings:a", "Server=a"),
            ("ConnectionStrings:b", "Server=b"),
            ("ReplicatedMySql:ConnectTimeout", "00:00:03"));
        builder.AddReplicatedMySql("a", "b");

        var host = builder.Build();
        await using var disposal = (IAsyncDisposable)host;

        Assert.NotNull(host.Services.GetRequiredService<ReplicatedMySql>());
        Assert.Equal(["mysql"], HealthChecksOf(host));
        foreach (var name in new[] { "a", "b" })
        {
            var connectionString = ConnectionStringOf(host, name);
            Assert.Equal(name, connectionString.Server);
            Assert.Equal(3u, connectionString.ConnectionTimeout);
            Assert.Equal(10u, connectionString.DefaultCommandTimeout);
            Assert.Equal(-1, connectionString.CancellationTimeout);
        }
    }

    [Theory]
    [InlineData(nameof(ReplicatedMySqlOptions.PollInterval), "00:00:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.LookTimeout), "00:01:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.ConnectTimeout), "00:00:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.WriteTimeout), "00:00:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.ReadTimeout), "00:02:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.ReadAttemptTimeout), "00:00:00")]
    [InlineData(nameof(ReplicatedMySqlOptions.MaxReplicaLag), "-00:00:01")]
    [InlineData(nameof(ReplicatedMySqlOptions.ConsistencyWait), "00:00:11")]
    public async Task AddReplicatedMySql_OptionOutOfRange_FailsAtStartNamingIt(string option, string value)
    {
        var builder = CreateBuilder(($"ReplicatedMySql:{option}", value));
        builder.AddReplicatedMySql("a", "b");

        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(option, exception.Message);
    }

    [Fact]
    public void AddReplicatedMySql_OneNameForBoth_Throws() =>
        Assert.Throws<ArgumentException>(() => CreateBuilder().AddReplicatedMySql("a", "a"));

    [Fact]
    public void AddReplicatedMySql_NoConnectionString_ThrowsWhenAskedForAndSaysWhatToSet()
    {
        var builder = CreateBuilder(("ConnectionStrings:a", "Server=a"));
        builder.AddReplicatedMySql("a", "b");

        using var host = builder.Build();
        var exception = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<ReplicatedMySql>());

        Assert.Contains("ConnectionStrings:b", exception.Message);
    }

    private static HostApplicationBuilder CreateBuilder(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }

    private static MySqlConnectionStringBuilder ConnectionStringOf(IHost host, string key) =>
        new(host.Services.GetRequiredKeyedService<MySqlDataSource>(key).ConnectionString);

    private static string ServerOf(IHost host, string key) => ConnectionStringOf(host, key).Server;

    private static IEnumerable<string> HealthChecksOf(IHost host) =>
        host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
}
