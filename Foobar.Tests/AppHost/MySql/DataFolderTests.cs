using Aspire.Hosting;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MySqlReplicationOptions _options;
    private readonly FolderLock _lock = new();

    public DataFolderTests() => _options = new() { DataFolder = _folder.Combine("data"), CacheFolder = _folder.Combine("cache") };

    public void Dispose()
    {
        _lock.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Check_FolderMissing_CreatesIt()
    {
        DataFolder.Check(_options, "mysql", _lock);

        Assert.Equal([".lock"], Directory.EnumerateFileSystemEntries(_options.DataFolder).Select(Path.GetFileName));
    }

    [Fact]
    public void Check_AnotherAppHostRunsOnTheFolder_SaysSoUntilThatEnds()
    {
        using (var other = new FolderLock())
        {
            DataFolder.Check(_options, "mysql", other);
            // Two pairs of one AppHost may share the folder.
            DataFolder.Check(_options, "mysql2", other);

            var problem = Assert.Throws<DistributedApplicationException>(() => DataFolder.Check(_options, "mysql", _lock));

            Assert.Contains($"{_options.DataFolder}: it is in use by another AppHost.", problem.Message);
        }

        DataFolder.Check(_options, "mysql", _lock);
    }

    [Fact]
    public void Check_FolderCannotBeWritten_NamesResourceFolderAndRemedy()
    {
        File.WriteAllText(_folder.Combine("file"), "");
        var options = _options with { DataFolder = _folder.Combine("file", "data") };

        var problem = Assert.Throws<DistributedApplicationException>(() => DataFolder.Check(options, "mysql", _lock));

        Assert.StartsWith($"'mysql' cannot write to its data folder {options.DataFolder}: ", problem.Message);
        Assert.EndsWith("Set MySql:DataFolder to a folder that can be written.", problem.Message);
    }

    [Fact]
    public void Prepare_DataOfTheLastRun_IsKept()
    {
        Assert.False(DataFolder.Prepare(_options, "mysql-1"));
        File.WriteAllText(_folder.Combine("data", "mysql-1", "rows"), "");

        Assert.False(DataFolder.Prepare(_options, "mysql-1"));

        Assert.True(File.Exists(_folder.Combine("data", "mysql-1", "rows")));
    }

    [Fact]
    public void Prepare_Reset_DeletesThisServersDataOnly()
    {
        DataFolder.Prepare(_options, "mysql-1");
        DataFolder.Prepare(_options, "mysql-2");
        File.WriteAllText(_folder.Combine("data", "mysql-1", "rows"), "");
        File.WriteAllText(_folder.Combine("data", "mysql-2", "rows"), "");

        Assert.True(DataFolder.Prepare(_options with { Reset = true }, "mysql-1"));

        Assert.False(File.Exists(_folder.Combine("data", "mysql-1", "rows")));
        Assert.True(File.Exists(_folder.Combine("data", "mysql-2", "rows")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckServer_SomebodyElsesFolder_IsRefused(bool reset)
    {
        Directory.CreateDirectory(_folder.Combine("data", "mysql-1"));
        File.WriteAllText(_folder.Combine("data", "mysql-1", "thesis.txt"), "");

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => DataFolder.CheckServerAsync(_options with { Reset = reset }, "mysql-1", TestContext.Current.CancellationToken));

        Assert.Contains("holds something else", problem.Message);
    }

    [Fact]
    public async Task CheckServer_ServerStillRuns_WaitsForItsEnd()
    {
        DataFolder.Prepare(_options, "mysql-1");
        Task check;
        using (var server = new FolderLock())
        {
            Assert.True(server.TryTake(DataFolder.GetPath(_options, "mysql-1")));
            check = DataFolder.CheckServerAsync(_options, "mysql-1", TestContext.Current.CancellationToken);
            Assert.False(check.IsCompleted);
        }

        await check;
    }
}
