using Aspire.Hosting;
using Foobar.AppHost.MySql;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.AppHost.MySql;

public class MySqlReplicationOptionsTests
{
    [Fact]
    public void Read_NothingSet_KeepsDataBesideTheAppHost()
    {
        var options = Read();

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, ".data"), options.DataFolder);
        Assert.EndsWith(Path.Combine("foobar", "mysql"), options.CacheFolder);
        Assert.Null(options.Mysqld);
        Assert.False(options.Reset);
    }

    [Fact]
    public void Read_RelativePaths_AreRelativeToTheAppHost()
    {
        var options = Read(("MySql:DataFolder", "mine"), ("MySql:Mysqld", "bin/mysqld"), ("mysql:reset", "True"));

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "mine"), options.DataFolder);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "bin", "mysqld"), options.Mysqld);
        Assert.True(options.Reset);
    }

    [Theory]
    [InlineData("MySql:DataFoldr", "x", "MySql:DataFoldr is no setting. Known are MySql:DataFolder,")]
    [InlineData("MySql:Reset", "yes", "MySql:Reset is 'yes'. It must be true or false.")]
    public void Read_Mistake_IsNamed(string key, string value, string message) =>
        Assert.StartsWith(message, Assert.Throws<DistributedApplicationException>(() => Read((key, value))).Message);

    private static MySqlReplicationOptions Read(params (string Key, string Value)[] settings) => MySqlReplicationOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build(),
        AppContext.BaseDirectory);
}
