using Aspire.Hosting;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MySqlReplicationOptions _options;

    public DataFolderTests() => _options = new() { DataFolder = _folder.Combine("data"), CacheFolder = _folder.Combine("cache") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_FolderMissing_CreatesIt()
    {
        DataFolder.Check(_options, "mysql");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_options.DataFolder));
    }

    [Fact]
    public void Check_FolderCannotBeWritten_NamesResourceFolderAndRemedy()
    {
        File.WriteAllText(_folder.Combine("file"), "");
        var options = _options with { DataFolder = _folder.Combine("file", "data") };

        var problem = Assert.Throws<DistributedApplicationException>(() => DataFolder.Check(options, "mysql"));

        Assert.StartsWith($"'mysql' cannot write to its data folder {options.DataFolder}: ", problem.Message);
        Assert.EndsWith("Set MySql:DataFolder to a folder that can be written.", problem.Message);
    }

    [Fact]
    public void Prepare_DataOfTheLastRun_IsKept()
    {
        Assert.False(DataFolder.Prepare(_options, "mysql-primary"));
        File.WriteAllText(_folder.Combine("data", "mysql-primary", "rows"), "");

        Assert.False(DataFolder.Prepare(_options, "mysql-primary"));

        Assert.True(File.Exists(_folder.Combine("data", "mysql-primary", "rows")));
    }

    [Fact]
    public void Prepare_Reset_DeletesThisServersDataOnly()
    {
        DataFolder.Prepare(_options, "mysql-primary");
        DataFolder.Prepare(_options, "mysql-replica");
        File.WriteAllText(_folder.Combine("data", "mysql-primary", "rows"), "");
        File.WriteAllText(_folder.Combine("data", "mysql-replica", "rows"), "");

        Assert.True(DataFolder.Prepare(_options with { Reset = true }, "mysql-primary"));

        Assert.False(File.Exists(_folder.Combine("data", "mysql-primary", "rows")));
        Assert.True(File.Exists(_folder.Combine("data", "mysql-replica", "rows")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prepare_SomebodyElsesFolder_IsLeftAlone(bool reset)
    {
        Directory.CreateDirectory(_folder.Combine("data", "mysql-primary"));
        File.WriteAllText(_folder.Combine("data", "mysql-primary", "thesis.txt"), "");

        var problem = Assert.Throws<DistributedApplicationException>(() => DataFolder.Prepare(_options with { Reset = reset }, "mysql-primary"));

        Assert.Contains("holds something else", problem.Message);
        Assert.True(File.Exists(_folder.Combine("data", "mysql-primary", "thesis.txt")));
    }
}
