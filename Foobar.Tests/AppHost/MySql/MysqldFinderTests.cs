using System.Runtime.Versioning;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

[UnsupportedOSPlatform("windows")]
public sealed class MysqldFinderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProbePlaces_CacheWithoutServer_SaysSo()
    {
        // What a fetch that failed and a server of another place leave.
        Directory.CreateDirectory(_folder.Combine("templates", "9.7.4"));
        Directory.CreateDirectory(_folder.Combine("9.8.0-amd64"));

        var cache = await ProbeCacheAsync();

        Assert.Equal($"none was fetched into {_folder.Path} yet", cache.Problem);
    }

    [Fact]
    public async Task ProbePlaces_CacheWithServers_TakesTheNewest()
    {
        WriteServer("9.7.4-amd64/bin/mysqld", "9.7.4");
        WriteServer("9.10.1-amd64/bin/mysqld", "9.10.1");

        var cache = await ProbeCacheAsync();

        Assert.Equal((_folder.Combine("9.10.1-amd64", "bin", "mysqld"), new Version(9, 10, 1)), (cache.Mysqld, cache.Version));
    }

    [Theory]
    [InlineData("home/bin/mysqld", "home")]
    [InlineData("home/sbin/mysqld", "home")]
    [InlineData("home/mysqld", "home/mysqld")]
    public async Task ProbeSetting_ServerOrHome_IsFound(string file, string setting)
    {
        WriteServer(file, "8.4.2");

        var probe = await MysqldFinder.ProbeSettingAsync(_folder.Combine(setting), TestContext.Current.CancellationToken);

        Assert.Equal(_folder.Combine(file), probe.Mysqld);
    }

    [Fact]
    public async Task ProbeSetting_Nothing_SaysWhere()
    {
        var probe = await MysqldFinder.ProbeSettingAsync(_folder.Combine("nowhere"), TestContext.Current.CancellationToken);

        Assert.Equal($"MySql:Mysqld is {_folder.Combine("nowhere")}, where there is no mysqld", probe.Problem);
    }

    private void WriteServer(string name, string version) =>
        _folder.WriteScript(name, $"echo '/x/mysqld  Ver {version} for Linux on x86_64 (MySQL Community Server - GPL)'\n");

    private async Task<MysqldProbe> ProbeCacheAsync() =>
        (await MysqldFinder.ProbePlacesAsync(_folder.Path, TestContext.Current.CancellationToken))[^1];
}
