using Foobar.AppHost;

namespace Foobar.Tests.AppHost;

public sealed class CommandLineTests
{
    [Fact]
    public void TryRead_Options_BecomeSettings()
    {
        Assert.True(CommandLine.TryRead(["--reset", "--data-folder", "/data", "--Parameters:x=1"], out var settings));

        Assert.Equal(["--Parameters:x=1", "--MySql:Reset=true", "--MySql:DataFolder=/data"], settings);
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
