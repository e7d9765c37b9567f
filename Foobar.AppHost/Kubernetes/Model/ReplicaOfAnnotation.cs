namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>Says that a project is, in Kubernetes, one of the replicas of a Deployment with other ones.</summary>
/// <param name="Workload">The name of the Deployment.</param>
internal sealed record ReplicaOfAnnotation(string Workload) : IResourceAnnotation
{
    /// <summary>The name of the Deployment that a resource becomes, or becomes a part of.</summary>
    public static string GetWorkload(IResource resource) =>
        resource.TryGetLastAnnotation<ReplicaOfAnnotation>(out var replica) ? replica.Workload : resource.Name;
}
