using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.Resources;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class ResourceUpdatesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Coalesce_ReaderIsSlow_GetsOnlyTheLatestOfEach()
    {
        var changes = Channel.CreateUnbounded<ResourceEvent>();
        for (var i = 1; i <= 1000; i++)
        {
            changes.Writer.TryWrite(Change("a", i));
            changes.Writer.TryWrite(Change("b", -i));
        }

        changes.Writer.Complete();

        var states = new Dictionary<string, int?>();
        var received = 0;
        await foreach (var batch in ResourceUpdates.CoalesceAsync(changes.Reader.ReadAllAsync(Cancellation), Cancellation))
        {
            Assert.Equal(batch.Count, batch.Select(e => e.ResourceId).Distinct().Count());
            received += batch.Count;
            foreach (var e in batch)
            {
                states[e.ResourceId] = e.Snapshot.ExitCode;
            }
        }

        Assert.Equal(new Dictionary<string, int?> { ["a"] = 1000, ["b"] = -1000 }, states);
        Assert.Equal(2, received);
    }

    [Fact]
    public async Task Coalesce_ReaderLeaves_EndsTheSource()
    {
        var ended = new TaskCompletionSource();
        await foreach (var batch in ResourceUpdates.CoalesceAsync(EndlessAsync(ended, Cancellation), Cancellation))
        {
            Assert.Single(batch);
            break;
        }

        await ended.Task.WaitAsync(Cancellation);
    }

    private static async IAsyncEnumerable<ResourceEvent> EndlessAsync(TaskCompletionSource ended, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return Change("a", 1);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private static ResourceEvent Change(string id, int exitCode) =>
        new(new TestDashboard.Thing("thing"), id, new CustomResourceSnapshot { ResourceType = "Thing", Properties = [], ExitCode = exitCode });
}
