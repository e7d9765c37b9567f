using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>The instances of the resources that the engine runs.</summary>
internal sealed class InstanceDirectory
{
    private readonly ConcurrentDictionary<string, ResourceInstance> _byId = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ResourceInstance> Add(IResource resource)
    {
        List<ResourceInstance> instances = [.. resource.GetInstanceIds().Select(id => new ResourceInstance(resource, id))];
        foreach (var instance in instances)
        {
            if (!_byId.TryAdd(instance.Id, instance))
            {
                throw new DistributedApplicationException($"A replica of '{resource.Name}' would be named '{instance.Id}', which another resource is. Rename one of the two.");
            }
        }

        return instances;
    }

    public ResourceInstance? Find(string id) => _byId.GetValueOrDefault(id);

    public IReadOnlyList<ResourceInstance> Of(IResource resource) => [.. resource.GetInstanceIds().Select(Find).OfType<ResourceInstance>()];

    public IEnumerable<ResourceInstance> All => _byId.Values;
}
