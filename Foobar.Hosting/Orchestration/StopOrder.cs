using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>Orders resources into waves for stopping: what others wait for stops after them.</summary>
internal static class StopOrder
{
    public static IReadOnlyList<IReadOnlyList<IResource>> Waves(IEnumerable<IResource> resources)
    {
        var left = resources.ToList();
        var waves = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            var wave = left.Where(candidate => !left.Any(other => other != candidate && DependsOn(other, candidate, []))).ToList();

            // Resources that wait for each other in a circle never started; they need no order.
            wave = wave.Count > 0 ? wave : left;
            waves.Add(wave);
            left = [.. left.Except(wave)];
        }

        return waves;
    }

    private static bool DependsOn(IResource resource, IResource other, HashSet<IResource> seen) =>
        seen.Add(resource) && DirectDependencies(resource).Any(d => d == other || DependsOn(d, other, seen));

    // A resource without a process, such as a database, stands for those that belong to it and those it belongs to.
    private static IEnumerable<IResource> DirectDependencies(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource)
            .Concat(resource is IResourceWithParent child ? [child.Parent] : [])
            .Concat(resource.IsProcess() ? [] : resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type == KnownRelationshipTypes.Reference).Select(r => r.Resource));
}
