namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>
/// What publish writes without any setting lies in the folder Golden, for people to review. After a change that is meant, run
/// these tests with UPDATE_GOLDEN=1 and review the difference.
/// </summary>
public sealed class GoldenTests
{
    [Fact]
    public async Task Publish_DefaultSettings_IsAsReviewed()
    {
        var files = (await Publication.CreateAsync("Tag=1.0.0")).Files.Where(file => !IsScript(file.Key)).ToDictionary();
        var folder = Path.Combine(RepositoryFolder(), "Foobar.Tests", "AppHost", "Kubernetes", "Golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Update(folder, files);
        }

        var golden = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText);
        Assert.Equal(golden.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(golden[file.Key], file.Value));
    }

    [Fact]
    public async Task Publish_Twice_IsTheSameToTheByte()
    {
        var first = await Publication.CreateAsync();
        var second = await Publication.CreateAsync();

        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public async Task Publish_Files_NameNothingOfThisMachine()
    {
        var files = (await Publication.CreateAsync()).Files;

        Assert.All(files.Where(file => !IsScript(file.Key)), file =>
        {
            Assert.DoesNotContain(RepositoryFolder(), file.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("localhost", file.Value, StringComparison.Ordinal);
        });
        Assert.All(files, file => Assert.DoesNotContain("\r", file.Value, StringComparison.Ordinal));
    }

    // These are reviewed where they are written.
    private static bool IsScript(string path) => Path.GetFileName(path).StartsWith("mysql-", StringComparison.Ordinal);

    private static string RepositoryFolder() => Path.GetFullPath(Path.Combine(Projects.Foobar_AppHost.ProjectPath, ".."));

    private static void Update(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        foreach (var (path, contents) in files)
        {
            var target = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, contents);
        }
    }
}
