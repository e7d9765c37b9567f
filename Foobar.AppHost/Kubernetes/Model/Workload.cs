namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>Projects that become one Deployment.</summary>
/// <param name="Name">Its name, and that of the component.</param>
/// <param name="Projects">The resources, all of the same project and with the same environment.</param>
internal sealed record Workload(string Name, IReadOnlyList<ProjectResource> Projects)
{
    public ProjectResource Project => Projects[0];

    /// <summary>Whether the open network is to reach it.</summary>
    public bool IsExternal => Project.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.IsExternal);

    /// <summary>The resources that it balances requests over.</summary>
    public IEnumerable<IResource> Destinations => Project.Annotations.OfType<DestinationAnnotation>().Select(annotation => annotation.Destination);

    /// <summary>The resources that it refers to.</summary>
    public IEnumerable<IResource> References => Project.Annotations.OfType<ResourceRelationshipAnnotation>()
        .Where(annotation => annotation.Type == "Reference")
        .Select(annotation => annotation.Resource);

    /// <summary>What the file of the project is called, without its extension.</summary>
    public string ProjectName => Path.GetFileNameWithoutExtension(Project.GetProjectMetadata().ProjectPath);
}
