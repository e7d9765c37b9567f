using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>The resources as the browser sees them.</summary>
internal sealed class ResourceDirectory(DistributedApplicationModel model, ResourceNotificationService notifications, SecretValues secrets)
{
    /// <summary>All instances, then those that changed; of each only the latest state.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ResourceView>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var events in ResourceUpdates.CoalesceAsync(notifications.WatchAsync(CancellationToken.None), cancellationToken).PacedAsync(cancellationToken))
        {
            yield return [.. events.Select(View)];
        }
    }

    public bool TryGet(string id, [NotNullWhen(true)] out ResourceEvent? state) => notifications.TryGetCurrentState(id, out state);

    private ResourceView View(ResourceEvent e) => ResourceViewMapper.Map(e, model.Resources.IndexOf(e.Resource), e.Resource.GetReplicaCount(), secrets.AreIn);
}
