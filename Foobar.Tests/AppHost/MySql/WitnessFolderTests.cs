using Aspire.Hosting;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

public sealed class WitnessFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MySqlReplicationOptions _options;

    public WitnessFolderTests() => _options = new() { DataFolder = _folder.Combine("data"), CacheFolder = _folder.Combine("cache") };

    private string File => _folder.Combine("data", "failover", "witness.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_FolderMissing_CreatesItForItsOwnerAlone()
    {
        WitnessFolder.Prepare(_options, "failover");

        Assert.Equal(Path.GetDirectoryName(File), WitnessFolder.GetPath(_options, "failover"));
        Assert.True(OperatingSystem.IsWindows()
            || System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File)!) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prepare_Reset_ForgetsWhatTheWitnessKnew(bool reset)
    {
        WitnessFolder.Prepare(_options, "failover");
        System.IO.File.WriteAllText(File, "{}");

        WitnessFolder.Prepare(_options with { Reset = reset }, "failover");

        Assert.Equal(!reset, System.IO.File.Exists(File));
        Assert.True(Directory.Exists(Path.GetDirectoryName(File)));
    }

    [Fact]
    public void Prepare_FolderCannotBeCreated_NamesManagerFolderAndRemedy()
    {
        Directory.CreateDirectory(_options.DataFolder);
        System.IO.File.WriteAllText(WitnessFolder.GetPath(_options, "failover"), "");

        var problem = Assert.Throws<DistributedApplicationException>(() => WitnessFolder.Prepare(_options, "failover"));

        Assert.StartsWith($"'failover' cannot use its folder {WitnessFolder.GetPath(_options, "failover")}: ", problem.Message);
    }
}
