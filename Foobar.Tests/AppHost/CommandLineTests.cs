using Foobar.AppHost;

namespace Foobar.Tests.AppHost;

public sealed class CommandLineTests
{
    [Fact]
    public void TryRead_Options_BecomeSettings()
    {
        Assert.True(CommandLine.TryRead(["--reset", "--data-folder", "/data", "--management-port", "8091", "--Parameters:x=1"], out var settings));

        Assert.Equal(["--Parameters:x=1", "--Gateway:ManagementPort=8091", "--MySql:Reset=true", "--MySql:DataFolder=/data"], settings);
    }

    [Fact]
    public void TryRead_OptionsOfAspire_BecomeTheSettingsThatAspireReads()
    {
        Assert.True(CommandLine.TryRead(["--operation", "publish", "--step", "publish", "--output-path", "/out", "--environment", "Staging"], out var settings));

        Assert.Equal(["--AppHost:Operation=publish", "--Pipeline:Step=publish", "--Pipeline:OutputPath=/out", "--environment=Staging"], settings);
    }

    [Fact]
    public void TryRead_UnknownOption_IsAnErrorWithExitCode2()
    {
        var exitCode = Environment.ExitCode;
        try
        {
            Assert.False(CommandLine.TryRead(["--frobnicate"], out _));
            Assert.Equal(2, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = exitCode;
        }
    }
}
