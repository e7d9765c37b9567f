using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>Orders resources into waves for stopping: what others wait for, or refer to, stops after them.</summary>
internal static class StopOrder
{
    public static IReadOnlyList<IReadOnlyList<IResource>> Waves(IEnumerable<IResource> resources)
    {
        var all = resources.ToList();
        var left = all.ToList();
        var waves = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            var wave = left.Where(candidate => !left.Any(other => other != candidate && DependsOn(other, candidate, all, []))).ToList();

            // Resources that wait for each other in a circle never started; they need no order.
            wave = wave.Count > 0 ? wave : left;
            waves.Add(wave);
            left = [.. left.Except(wave)];
        }

        return waves;
    }

    private static bool DependsOn(IResource resource, IResource other, List<IResource> all, HashSet<IResource> seen) =>
        seen.Add(resource) && DirectDependencies(resource, all).Any(d => d == other || DependsOn(d, other, all, seen));

    // A resource without a process, such as a database, stands for what it belongs to and for what belongs to it.
    private static IEnumerable<IResource> DirectDependencies(IResource resource, List<IResource> all) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(a => a.Type == KnownRelationshipTypes.Reference).Select(a => a.Resource))
            .Concat(resource is IResourceWithParent child ? [child.Parent] : [])
            .Concat(resource.IsProcess() ? [] : all.Where(r => r.Annotations.OfType<ResourceRelationshipAnnotation>().Any(a => a.Type == KnownRelationshipTypes.Parent && a.Resource == resource)));
}
