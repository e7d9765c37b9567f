using System.Reflection;
using Foobar.AppHost.ContainerImages;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.Images;

/// <summary>Tests of images, which are built once for all.</summary>
[CollectionDefinition(Name)]
public sealed class ImageTestSet : ICollectionFixture<PushedImages>
{
    public const string Name = "images";
}

/// <summary>The images of all programs, as the build that the tests themselves are part of makes them, in a registry of the tests.</summary>
public sealed class PushedImages : IAsyncLifetime
{
    internal const string Prefix = "team/site";
    internal const string Tag = "1.2.3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foobar-images-");
    private TestRegistry? _registry;

    /// <summary>The images' names, as pushing them said.</summary>
    internal IReadOnlyList<string> Names { get; private set; } = [];

    internal static string AppHostDirectory => Projects.Foobar_AppHost.ProjectPath;

    internal PushedImage this[string name] => new(_registry!, $"{Prefix}/{name}", Tag);

    internal string Registry => $"{_registry!.Address}/{Prefix}";

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _registry = await TestRegistry.StartAsync(cancellation);
        var settings = new ImageSettings($"{_registry.Address}/{Prefix}", Tag, BaseImage.AddTo(_registry));
        var configuration = typeof(PushedImages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var names = Path.Combine(_folder.FullName, "names");
        var push = await RunAsync([.. ImageBuild.GetArguments(AppHostDirectory, settings, names), "--no-restore", $"-p:Configuration={configuration}", "-p:NoBuild=true"], cancellation);
        Assert.True(push.ExitCode == 0, push.Output);
        Names = await File.ReadAllLinesAsync(names, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Runs <c>dotnet</c>.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await CommandRunner.RunAsync("dotnet", arguments, _ => { }, cancellationToken);
        return (result.ExitCode, $"{result.Output}{result.LastError}");
    }
}
