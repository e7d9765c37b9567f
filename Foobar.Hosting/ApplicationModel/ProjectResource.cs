namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project of the solution, run from its built output.</summary>
/// <param name="name">The name of the resource.</param>
public class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
}

/// <summary>What can be asked of projects.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>The metadata that names the project's file.</summary>
    /// <param name="projectResource">The project.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="InvalidOperationException">The resource was added without metadata.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Annotations.OfType<IProjectMetadata>().Single();
    }
}
