namespace Foobar.Tests.Composition;

/// <summary>The application host as a process that publishes: it does that, starts nothing, and ends.</summary>
public sealed class AppHostPublishTests : AppHostProcessTest
{
    [Fact]
    public async Task Publish_Manifest_WritesThatFileAndNothingElse()
    {
        var data = Path.Combine(Folder, "data");
        await using var host = AppHostProcess.Start(["--publisher", "manifest", "--output-path", Path.Combine(Folder, "manifest.json"), "--data-folder", data]);

        Assert.Equal(0, await host.WaitForExitAsync(Token));

        Assert.Equal("", host.Errors);
        Assert.Contains("publish-manifest", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Dashboard", host.Output, StringComparison.Ordinal);
        Assert.Equal(["manifest.json"], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("no-such-step", "'no-such-step'", "--operation=publish", "--step=no-such-step")]
    [InlineData("no-such-operation", "'no-such-operation'", "--operation=no-such-operation", "--reset")]
    [InlineData("no-output", "--output-path", "--operation=publish", "--step=publish-manifest")]
    public async Task Publish_WhatCannotWork_IsOneLineAndAnExitCode(string name, string named, params string[] arguments)
    {
        _ = name;
        await using var host = AppHostProcess.Start([.. arguments, "--data-folder", Path.Combine(Folder, "data")]);

        Assert.Equal(1, await host.WaitForExitAsync(Token));

        var line = Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }
}
