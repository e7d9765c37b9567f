using System.Diagnostics;
using Foobar.Tests.AppHost.MySql;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.MySql;

/// <summary>What the Job of a restore does before and after mysql-restore.sh, which has tests of its own and is played here.</summary>
public sealed class RestoreTemplateTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public RestoreTemplateTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a shell script.");
        Directory.CreateDirectory(_folder.Combine("backup"));
        Directory.CreateDirectory(_folder.Combine("node", "data"));
        File.WriteAllText(_folder.Combine("node", "data", "ibdata1"), "old");
        Directory.CreateDirectory(_folder.Combine("scripts"));
        File.WriteAllText(_folder.Combine("scripts", "mysql-restore.sh"), "echo \"restores $1\"\n[ ! -e data ]\n");
        File.WriteAllText(_folder.Combine("backup", "foobar-1.sql.gz"), "");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_File_IsRestoredInThePlaceOfWhatThereWas()
    {
        var (exitCode, output, _) = await RunAsync("foobar-1.sql.gz");

        Assert.Equal((0, $"restores {_folder.Combine("backup", "foobar-1.sql.gz")}\n"), (exitCode, output));
        var aside = Assert.Single(Directory.EnumerateDirectories(_folder.Combine("node")));
        Assert.Matches("/data\\.[0-9]{8}T[0-9]{6}Z$", aside);
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(aside, "ibdata1"), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("foobar-2.sql.gz")]
    public async Task Run_NoSuchFile_NamesThoseThereAreAndTouchesNothing(string file)
    {
        var (exitCode, _, errors) = await RunAsync(file);

        Assert.Equal((1, "Set MYSQL_RESTORE_FILE to one of: foobar-1.sql.gz\n"), (exitCode, errors));
        Assert.True(File.Exists(_folder.Combine("node", "data", "ibdata1")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string file)
    {
        var container = (await Publication.Default).Get<V1CronJob>("mysql-restore").Spec.JobTemplate.Spec.Template.Spec.Containers[0];
        var start = new ProcessStartInfo(container.Command[0], container.Command.Skip(1).Select(Relocate))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Combine("node"),
        };
        start.Environment["MYSQL_RESTORE_FILE"] = file;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output, await errors);
    }

    private string Relocate(string argument) => argument
        .Replace("/backup", _folder.Combine("backup"), StringComparison.Ordinal)
        .Replace("/scripts", _folder.Combine("scripts"), StringComparison.Ordinal);
}
