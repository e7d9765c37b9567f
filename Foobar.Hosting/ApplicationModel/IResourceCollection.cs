using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of an application.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Finds a resource by its name, without regard to case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="resource">The resource, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = this.FirstOrDefault(r => ResourceName.Matches(r.Name, name));
        return resource is not null;
    }
}

/// <summary>A list that refuses a second resource of the same name.</summary>
internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    protected override void InsertItem(int index, IResource item)
    {
        ThrowIfTaken(item);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        ThrowIfTaken(item);
        base.SetItem(index, item);
    }

    private void ThrowIfTaken(IResource item)
    {
        if (((IResourceCollection)this).TryGetByName(item.Name, out var other))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType().Name}' with name '{item.Name}': a resource of type '{other.GetType().Name}' has that name already. Resource names are case-insensitive.");
        }
    }
}
