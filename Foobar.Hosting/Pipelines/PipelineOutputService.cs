using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Pipelines;

/// <summary>Finds the output folder, and makes a temporary one when somebody needs it.</summary>
internal sealed class PipelineOutputService(IOptions<PipelineOptions> options, string appHostDirectory) : IPipelineOutputService, IDisposable
{
    private const string DefaultFolder = "aspire-output";

    private readonly Lazy<DirectoryInfo> _temporary = new(() => Directory.CreateTempSubdirectory("aspire-pipelines"));

    // A path that is typed is meant from where it is typed.
    public string GetOutputDirectory() => options.Value.OutputPath is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(appHostDirectory, DefaultFolder);

    public string GetOutputDirectory(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Path.Combine(GetOutputDirectory(), resource.Name);
    }

    public string GetTempDirectory() => _temporary.Value.FullName;

    public string GetTempDirectory(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Path.Combine(GetTempDirectory(), resource.Name);
    }

    public void Dispose()
    {
        if (_temporary is { IsValueCreated: true, Value: var folder } && Directory.Exists(folder.FullName))
        {
            folder.Delete(recursive: true);
        }
    }
}
