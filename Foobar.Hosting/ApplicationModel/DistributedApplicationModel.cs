namespace Aspire.Hosting.ApplicationModel;

/// <summary>The application model: all resources of an application.</summary>
/// <param name="resources">The resources.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>The resources.</summary>
    public IResourceCollection Resources { get; } = resources;
}
