using System.Reflection;
using Aspire.Hosting;

namespace Foobar.Hosting.Projects;

/// <summary>
/// Finds what a project was built to. The build of the application host writes it down as assembly metadata,
/// so that no project is built again, nor searched for, when the application runs.
/// </summary>
internal static class ProjectOutput
{
    private const string KeyPrefix = "Foobar.Hosting.ProjectOutput:";

    /// <exception cref="DistributedApplicationException">The project was not built with the application host.</exception>
    public static string Find(string projectPath)
    {
        var output = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic)
            .SelectMany(a => a.GetCustomAttributes<AssemblyMetadataAttribute>())
            .FirstOrDefault(m => m.Key == KeyPrefix + projectPath)?.Value;

        return output is not null && File.Exists(output)
            ? output
            : throw new DistributedApplicationException($"The project '{projectPath}' is not built. Build the application host, which builds it too.");
    }
}
