using System.Net;
using System.Net.Sockets;

namespace Foobar.Tests.Composition;

/// <summary>What cannot work ends the application host with one clear line and an exit code, before anything runs.</summary>
public sealed class StartUpErrorTests : AppHostProcessTest
{
    [Fact]
    public async Task UnknownOption_IsNamed() => await AssertFailsAsync("--frobnicate", exitCode: 2, "--frobnicate");

    [Fact]
    public async Task PortTaken_IsNamedWithItsResource()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await AssertFailsAsync($"--Gateway:HttpPort={port}", exitCode: 1, $"gateway: port {port}");
    }

    [Fact]
    public async Task DashboardPortTaken_IsNamed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await AssertFailsAsync($"--dashboard-port={port}", exitCode: 1, $"port {port}");
    }

    [Fact]
    public async Task DataFolder_ThatCannotBeWritten_IsNamed()
    {
        // A file where the folder should be: root may write to any folder, but to no folder in a file.
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "", Token);

        await AssertFailsAsync($"--MySql:DataFolder={file}/data", exitCode: 1, $"{file}/data");
    }

    [Fact]
    public async Task Mysqld_ThatIsMissing_IsNamed() => await AssertFailsAsync($"--MySql:Mysqld={Folder}/mysqld", exitCode: 1, $"{Folder}/mysqld");

    [Fact]
    public async Task Mysqld_ThatIsTooOld_IsNamedWithItsVersion()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The old server is a shell script.");
        var mysqld = Path.Combine(Folder, "mysqld");
        await File.WriteAllTextAsync(mysqld, "#!/bin/sh\necho 'mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)'\n", Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(mysqld, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await AssertFailsAsync($"--MySql:Mysqld={mysqld}", exitCode: 1, "8.0.36");
    }

    private async Task AssertFailsAsync(string argument, int exitCode, string named)
    {
        await using var host = AppHostProcess.Start([.. FoobarApp.Settings(Path.Combine(Folder, "data")), argument]);

        Assert.Equal(exitCode, await host.WaitForExitAsync(Token));
        var line = Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Running", host.Output, StringComparison.Ordinal);
    }
}
