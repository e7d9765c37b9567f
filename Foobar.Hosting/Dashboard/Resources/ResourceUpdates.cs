using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>Gathers changes for a reader that may be slow: it gets the latest state of each instance, and holds no more memory than that.</summary>
internal static class ResourceUpdates
{
    public static async IAsyncEnumerable<IReadOnlyList<ResourceEvent>> CoalesceAsync(IAsyncEnumerable<ResourceEvent> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new Dictionary<string, ResourceEvent>(StringComparer.OrdinalIgnoreCase);
        var isPending = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var gathering = GatherAsync();
        try
        {
            await foreach (var _ in isPending.Reader.ReadAllAsync(cancellationToken))
            {
                IReadOnlyList<ResourceEvent> batch;
                lock (pending)
                {
                    batch = [.. pending.Values];
                    pending.Clear();
                }

                yield return batch;
            }
        }
        finally
        {
            await ends.CancelAsync();
            await gathering;
        }

        async Task GatherAsync()
        {
            try
            {
                await foreach (var change in changes.WithCancellation(ends.Token))
                {
                    lock (pending)
                    {
                        pending[change.ResourceId] = change;
                    }

                    isPending.Writer.TryWrite(true);
                }
            }
            catch (OperationCanceledException)
            {
                // The reader has gone, or the application ends.
            }
            finally
            {
                isPending.Writer.Complete();
            }
        }
    }
}
