using System.Text.RegularExpressions;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.AppHost.ContainerImages;

/// <summary>Builds and pushes the images of all programs, by <c>build/Images.proj</c>.</summary>
internal static partial class ImageBuild
{
    /// <summary>The arguments of <c>dotnet</c>.</summary>
    /// <param name="appHostDirectory">The folder of the application host's project.</param>
    /// <param name="settings">Where the images go.</param>
    /// <param name="namesFile">The file that gets the images' names.</param>
    public static IEnumerable<string> GetArguments(string appHostDirectory, ImageSettings settings, string namesFile) =>
    [
        "build", Path.GetFullPath(Path.Combine(appHostDirectory, "..", "build", "Images.proj")),
        "--nologo", "--verbosity", "quiet", "--tl:off", "-nodeReuse:false",
        $"-p:Registry={settings.Registry}", $"-p:Tag={settings.Tag}", $"-p:PushedImagesFile={namesFile}",
        .. settings.BaseImage is { } image ? new[] { $"-p:ContainerBaseImage={image}" } : [],
        .. settings.RuntimeIdentifier is { } platform ? new[] { $"-p:ContainerRuntimeIdentifier={platform}" } : [],
    ];

    /// <returns>The images' full names, with digests.</returns>
    /// <exception cref="DistributedApplicationException">An image could not be built or pushed.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(string appHostDirectory, ImageSettings settings, string temporaryFolder, CancellationToken cancellationToken)
    {
        // The host of the SDK that runs the application host, when that says so.
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var names = Path.Combine(temporaryFolder, "images.txt");
        var build = await CommandRunner.RunAsync(dotnet, GetArguments(appHostDirectory, settings, names), _ => { }, cancellationToken);
        return build.ExitCode == 0
            ? await File.ReadAllLinesAsync(names, cancellationToken)
            : throw new DistributedApplicationException($"The images were not pushed to {settings.Registry}. {FindError(build)}");
    }

    /// <summary>The first thing that a build says of its failure, without the place in its files.</summary>
    public static string FindError(CommandResult build)
    {
        // That a task failed unexpectedly is said first, and why after that.
        var errors = Error().Matches(build.Output).Select(match => match.Groups["text"].Value).Where(text => !text.EndsWith("task failed unexpectedly.", StringComparison.Ordinal));
        return errors.FirstOrDefault() ?? build.LastError;
    }

    [GeneratedRegex(@": error (?:MSB4018: )?(?:[\w.]+Exception: )?(?<text>.+?)(?: \[[^\]]+\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Error();
}
