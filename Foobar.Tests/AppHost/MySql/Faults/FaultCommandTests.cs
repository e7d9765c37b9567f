using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Foobar.AppHost.MySql.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.AppHost.MySql.Faults;

public sealed class FaultCommandTests : IAsyncDisposable
{
    private readonly List<(string, NodeSignal)> _sent = [];
    private readonly DistributedApplication _app;
    private readonly IResource _node;
    private string? _problem;

    public FaultCommandTests()
    {
        var builder = Composer.Begin();
        var node = builder.AddExecutable("node", "true", ".");
        _node = node.Resource;
        FaultCommands.AddTo(node, (name, signal, _, _) =>
        {
            _sent.Add((name, signal));
            return _problem is null ? Task.CompletedTask : throw new DistributedApplicationException(_problem);
        });
        _app = builder.Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ResourceNotificationService Notifications => _app.Services.GetRequiredService<ResourceNotificationService>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Commands_OfANodeThatDoesNotRun_AreNotOffered()
    {
        await PublishAsync(KnownResourceStates.Exited);

        Assert.Empty(Offered());
        Assert.False((await ExecuteAsync(FaultCommands.Kill)).Success);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task FreezeAndThaw_TakeTurns()
    {
        await PublishAsync(KnownResourceStates.Running);
        Assert.Equal([FaultCommands.Freeze, FaultCommands.Kill], Offered());

        Assert.True((await ExecuteAsync(FaultCommands.Freeze)).Success);
        Assert.Equal([FaultCommands.Kill, FaultCommands.Thaw], Offered());

        Assert.True((await ExecuteAsync(FaultCommands.Thaw)).Success);
        Assert.Equal([FaultCommands.Freeze, FaultCommands.Kill], Offered());
        Assert.Equal([("node", NodeSignal.Freeze), ("node", NodeSignal.Thaw)], _sent);
    }

    [Fact]
    public async Task Freeze_ThatFails_SaysWhyAndIsOfferedAgain()
    {
        await PublishAsync(KnownResourceStates.Running);
        _problem = "no such process";

        var result = await ExecuteAsync(FaultCommands.Freeze);

        Assert.Equal((false, "no such process"), (result.Success, result.Message));
        Assert.Equal([FaultCommands.Freeze, FaultCommands.Kill], Offered());
    }

    [Fact]
    public async Task Start_OfANodeThatWasFrozen_OffersToFreezeIt()
    {
        await PublishAsync(KnownResourceStates.Running);
        await ExecuteAsync(FaultCommands.Freeze);
        await ExecuteAsync(FaultCommands.Kill);

        await _app.Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeResourceStartedEvent(_node, _app.Services), Token);

        Assert.Equal([FaultCommands.Freeze, FaultCommands.Kill], Offered());
    }

    private Task PublishAsync(string state) => Notifications.PublishUpdateAsync(_node, s => s with { State = state });

    private Task<ExecuteCommandResult> ExecuteAsync(string command) =>
        _app.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync("node", command, Token);

    private IEnumerable<string> Offered()
    {
        Assert.True(Notifications.TryGetCurrentState("node", out var state));
        return state.Snapshot.Commands.Where(c => c.State == ResourceCommandState.Enabled).Select(c => c.Name).Order();
    }
}
