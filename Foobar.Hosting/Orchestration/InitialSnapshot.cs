using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>How a resource looks before anything has happened to it.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource)
    {
        var snapshot = resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var annotation) ? annotation.InitialSnapshot : Default(resource);
        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
            Relationships = [.. snapshot.Relationships, .. Relationships(resource)],
            HealthReports = HealthReports(resource),
        };
    }

    /// <summary>Checks that have not answered yet.</summary>
    public static System.Collections.Immutable.ImmutableArray<HealthReportSnapshot> HealthReports(IResource resource) =>
        [.. resource.GetHealthCheckKeys().Select(key => new HealthReportSnapshot(key, Status: null, Description: null, ExceptionText: null))];

    private static CustomResourceSnapshot Default(IResource resource)
    {
        if (resource is ParameterResource parameter)
        {
            return OfParameter(parameter);
        }

        const string Suffix = nameof(Resource);
        var type = resource.GetType().Name;
        return new CustomResourceSnapshot
        {
            ResourceType = type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type,
            State = resource.IsProcess() ? KnownResourceStates.NotStarted : null,
            Properties = resource switch
            {
                ProjectResource project => [new(CustomResourceKnownProperties.Source, project.GetProjectMetadata().ProjectPath)],
                ExecutableResource executable => [new(CustomResourceKnownProperties.Source, executable.Command)],
                _ => [],
            },
        };
    }

    // A value that is missing is an error of the start, not of the first process that asks for it.
    private static CustomResourceSnapshot OfParameter(ParameterResource parameter) => new()
    {
        ResourceType = "Parameter",
        State = KnownResourceStates.Running,
        Properties = [new("Value", parameter.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()) { IsSensitive = parameter.Secret }],
    };

    private static IEnumerable<RelationshipSnapshot> Relationships(IResource resource)
    {
        var annotated = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        var parent = resource is IResourceWithParent child ? [new RelationshipSnapshot(child.Parent.Name, KnownRelationshipTypes.Parent)] : Array.Empty<RelationshipSnapshot>();
        return annotated.Concat(parent).Distinct();
    }
}
