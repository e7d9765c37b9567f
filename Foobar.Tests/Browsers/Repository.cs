namespace Foobar.Tests.Browsers;

/// <summary>The folder that the tests were built from, where their artefacts go.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution; where there is none above the tests, the present one.</summary>
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory)) ?? Environment.CurrentDirectory;

    private static string? Find(DirectoryInfo? folder) =>
        folder is null || File.Exists(Path.Combine(folder.FullName, "Foobar.sln")) ? folder?.FullName : Find(folder.Parent);
}
