using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Output;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.AppHost.Kubernetes.Output;

public sealed class OutputFolderTests : IDisposable
{
    private static readonly Dictionary<string, IReadOnlyList<SecretKey>> s_noSecrets = [];

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _folder.Combine("k8s");

    [Fact]
    public async Task Write_SecondTime_ReplacesAndDeletesItsOwnFilesAlone()
    {
        await WriteAsync(("base/a.yaml", "a"), ("base/b.yaml", "b"));
        var overlay = Path.Combine(Folder, "overlays", "mine.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(overlay)!);
        await File.WriteAllTextAsync(overlay, "mine", Cancellation);

        await WriteAsync(("base/a.yaml", "new"), ("base/c.yaml", "c"));

        Assert.Equal([".published", "base/a.yaml", "base/c.yaml", "overlays/mine.yaml"], ReadNames());
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Folder, "base", "a.yaml"), Cancellation));
        Assert.Equal("mine", await File.ReadAllTextAsync(overlay, Cancellation));
    }

    [Fact]
    public async Task Write_FileOfSomebodyElseInTheWay_IsRefusedAndNothingWritten()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "kustomization.yaml"), "mine", Cancellation);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => WriteAsync(("base/a.yaml", "a"), ("kustomization.yaml", "b")));

        Assert.Contains("was not written by publish", e.Message, StringComparison.Ordinal);
        Assert.Equal(["kustomization.yaml"], ReadNames());
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(Folder, "kustomization.yaml"), Cancellation));
    }

    [Fact]
    public async Task Write_FolderThatIsAFile_IsRefusedAndLeavesNothing()
    {
        await File.WriteAllTextAsync(Folder, "a file", Cancellation);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => WriteAsync(("a.yaml", "a")));

        Assert.Contains("--output-path", e.Message, StringComparison.Ordinal);
        Assert.Equal([Folder], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Write_ListThatLeadsElsewhere_DeletesNothingThere()
    {
        var outside = _folder.Combine("outside.txt");
        await File.WriteAllTextAsync(outside, "", Cancellation);
        await WriteAsync(("a.yaml", "a"));
        await File.AppendAllTextAsync(Path.Combine(Folder, ".published"), $"../outside.txt\n{outside}\n", Cancellation);

        await WriteAsync(("a.yaml", "a"));

        Assert.True(File.Exists(outside));
    }

    [Fact]
    public async Task Write_Secrets_AreGeneratedOnceForTheirOwnerAlone()
    {
        var secrets = Secrets("first-key", "second-key");
        var written = await new OutputFolder(Folder).WriteAsync(new Dictionary<string, string>(), secrets, Cancellation);
        var path = Path.Combine(Folder, "base", "secrets", "mysql.env");
        var first = await File.ReadAllTextAsync(path, Cancellation);

        var writtenAgain = await new OutputFolder(Folder).WriteAsync(new Dictionary<string, string>(), secrets, Cancellation);

        Assert.Equal(["base/secrets/mysql.env"], written);
        Assert.Empty(writtenAgain);
        Assert.Matches("^first-key=[A-Za-z0-9]{24}\nsecond-key=[A-Za-z0-9]{24}\n$", first);
        Assert.Equal(first, await File.ReadAllTextAsync(path, Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Write_SecretsWithAKeyMissing_AddsItAndKeepsTheRest()
    {
        await WriteSecretsAsync("# mine\nfirst-key=a=b#c$d\\e");

        await new OutputFolder(Folder).WriteAsync(new Dictionary<string, string>(), Secrets("second-key"), Cancellation);

        Assert.Matches("^# mine\nfirst-key=a=b#c\\$d\\\\e\nsecond-key=[A-Za-z0-9]{24}\n$", await File.ReadAllTextAsync(Path.Combine(Folder, "base", "secrets", "mysql.env"), Cancellation));
    }

    [Theory]
    [InlineData("first-key=a;b\n", "must not contain")]
    [InlineData("first-key=\n", "is empty")]
    [InlineData("first-key=0123456789abcdef0123456789abcdef0\n", "longer than 32 characters")]
    [InlineData("first-key=abc\r\n", "must not contain")]
    public async Task Write_SecretsThatCannotWork_AreRefusedAndNothingWritten(string contents, string expected)
    {
        await WriteSecretsAsync(contents);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            new OutputFolder(Folder).WriteAsync(new Dictionary<string, string> { ["a.yaml"] = "a" }, Secrets("first-key"), Cancellation));

        Assert.Contains("first-key", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(["base/secrets/mysql.env"], ReadNames());
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, IReadOnlyList<SecretKey>> Secrets(params string[] keys) => new()
    {
        ["mysql"] = [.. keys.Select(key => new SecretKey(new(key, _ => throw new InvalidOperationException("The developer's own value is not for production."), secret: true)
        {
            Default = new GenerateParameterDefault { MinLength = 24, Special = false },
        }, IsPassword: true))],
    };

    private Task<IReadOnlyList<string>> WriteAsync(params (string Path, string Contents)[] files) =>
        new OutputFolder(Folder).WriteAsync(files.ToDictionary(file => file.Path, file => file.Contents), s_noSecrets, Cancellation);

    private async Task WriteSecretsAsync(string contents)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "base", "secrets"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "mysql.env"), contents, Cancellation);
    }

    private IEnumerable<string> ReadNames() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
