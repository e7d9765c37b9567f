using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Hosting.ApplicationModel;

public sealed class ResourceNotificationServiceTests
{
    [Fact]
    public async Task WatchAsync_SubscribedLate_GetsThePresentStateThenChangesInOrder()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var resource = builder.AddExecutable("server", "sh", ".").Resource;
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var notifications = app.Services.GetRequiredService<ResourceNotificationService>();
        await PublishAsync("one");

        var seen = new List<string>();
        await foreach (var e in notifications.WatchAsync(TestContext.Current.CancellationToken))
        {
            seen.Add(e.Snapshot.State!.Text);
            if (seen.Count == 1)
            {
                await PublishAsync("two");
                await PublishAsync("two");
                await PublishAsync("three");
            }

            if (seen.Count == 3)
            {
                break;
            }
        }

        // The second "two" changed nothing.
        Assert.Equal(["one", "two", "three"], seen);

        Task PublishAsync(string state) => notifications.PublishUpdateAsync(resource, s => s with { State = state });
    }

    [Fact]
    public async Task WaitForResourceAsync_Ended_SaysInWhichStateTheResourceWas()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var resource = builder.AddExecutable("server", "sh", ".").Resource;
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.ResourceNotifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Waiting });
        using var ended = new CancellationTokenSource();
        var wait = app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Running, ended.Token);

        await ended.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Contains("server is Waiting", e.Message, StringComparison.Ordinal);
    }
}
