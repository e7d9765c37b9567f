using System.Reflection;
using Foobar.Hosting.Testing;

namespace Foobar.Hosting.Projects;

/// <summary>Finds the application host's project.</summary>
internal static class AppHostProject
{
    private const string DirectoryKey = "apphostprojectpath";

    public static Assembly? Assembly(string? name, EntryPointHook? hook) =>
        name is not null ? System.Reflection.Assembly.Load(name) : hook?.EntryPoint ?? System.Reflection.Assembly.GetEntryAssembly();

    /// <summary>The directory of its project file, as its build wrote it down; else where it runs.</summary>
    public static string Directory(Assembly? assembly) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => string.Equals(m.Key, DirectoryKey, StringComparison.OrdinalIgnoreCase))?.Value is { } directory
            && System.IO.Directory.Exists(directory)
            ? Path.TrimEndingDirectorySeparator(directory)
            : Environment.CurrentDirectory;
}
