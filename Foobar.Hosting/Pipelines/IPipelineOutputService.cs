using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Pipelines;

/// <summary>Where steps write to.</summary>
public interface IPipelineOutputService
{
    /// <summary>The folder that was named on the command line, or <c>aspire-output</c> beside the application host. It may not exist.</summary>
    /// <returns>The path.</returns>
    string GetOutputDirectory();

    /// <summary>The folder of a resource in the output. It may not exist.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The path.</returns>
    string GetOutputDirectory(IResource resource);

    /// <summary>A folder that is deleted when the pipeline has ended.</summary>
    /// <returns>The path.</returns>
    string GetTempDirectory();

    /// <summary>A folder of a resource that is deleted when the pipeline has ended. It may not exist.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The path.</returns>
    string GetTempDirectory(IResource resource);
}
