using Foobar.Tests.Composition;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>The application host as it is told to publish: by its command line, as a process of its own.</summary>
public sealed class AppHostPublishTests : AppHostProcessTest
{
    private string Output => Path.Combine(Folder, "k8s");

    [Fact]
    public async Task Publish_ToANewFolder_WritesItAndSaysWhatToDo()
    {
        var (exitCode, output, errors) = await PublishAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"kubectl apply -k {Output}", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Output, "base", "web", "deployment.yaml")));
        Assert.Equal([Output], Directory.EnumerateFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("--Kubernetes:Hosts=foo_bar.com", "Kubernetes:Hosts")]
    [InlineData("--Kubernetes:web:Replicas=0", "Kubernetes:web:Replicas")]
    [InlineData("--Kubernetes:mysql:StorageSize=large", "Kubernetes:mysql:StorageSize")]
    public async Task Publish_WrongSetting_IsOneLineAndNoOutput(string setting, string named)
    {
        var (exitCode, _, errors) = await PublishAsync(setting);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Publish_ToAFolderThatIsAFile_IsOneLine()
    {
        await File.WriteAllTextAsync(Output, "", Token);

        var (exitCode, _, errors) = await PublishAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(Output, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Errors)> PublishAsync(params string[] settings)
    {
        await using var host = AppHostProcess.Start(["--operation", "publish", "--step", "publish", "--output-path", Output, .. settings]);
        var exitCode = await host.WaitForExitAsync(Token);
        return (exitCode, host.Output, host.Errors);
    }
}
