using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost.MySql.Management;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.AppHost.MySql.Management;

public sealed class RoleCommandTests : IAsyncLifetime
{
    private FakeManager _manager = null!;
    private DistributedApplication _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _manager = await FakeManager.StartAsync();
        var builder = Composer.Begin();
        builder.AddMySqlReplication("mysql").AddDatabase("foobar");
        builder.Services.AddKeyedSingleton("mysql", _manager.CreateClient());
        _app = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _manager.DisposeAsync();
    }

    [Fact]
    public async Task SwitchOver_OfAPairThatRuns_TellsTheManager()
    {
        await PublishAsync("mysql", KnownResourceStates.Running);

        var result = await ExecuteAsync("mysql", RoleCommands.SwitchOver);

        Assert.True(result.Success, result.Message);
        Assert.Equal(["switchover"], _manager.Commands);
    }

    [Fact]
    public async Task SwitchOver_Refused_SaysWhy()
    {
        await PublishAsync("mysql", KnownResourceStates.Running);
        _manager.CommandAnswer = () => Results.Problem("mysql-2 lags by 12 s", statusCode: 409);

        var result = await ExecuteAsync("mysql", RoleCommands.SwitchOver);

        Assert.Equal((false, "mysql-2 lags by 12 s"), (result.Success, result.Message));
    }

    [Fact]
    public async Task SwitchOver_OfAPairThatDoesNotRun_CannotBeGiven()
    {
        await PublishAsync("mysql", KnownResourceStates.Starting);

        Assert.False((await ExecuteAsync("mysql", RoleCommands.SwitchOver)).Success);
        Assert.Empty(_manager.Commands);
    }

    [Theory]
    [InlineData("replica", true)]
    [InlineData("none", true)]
    [InlineData("primary", false)]
    public async Task Rejoin_OfANode_IsForOthersThanThePrimary(string role, bool canBeGiven)
    {
        await PublishAsync("mysql-2", KnownResourceStates.Running, (TopologyProperties.Role, role));

        var result = await ExecuteAsync("mysql-2", RoleCommands.Rejoin);

        Assert.Equal(canBeGiven, result.Success);
        Assert.Equal(canBeGiven ? ["""rejoin {"node":"mysql-2"}"""] : [], _manager.Commands);
    }

    private Task PublishAsync(string resource, string state, params (string, string)[] properties)
    {
        var notifications = _app.Services.GetRequiredService<ResourceNotificationService>();
        var target = _app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == resource);
        return notifications.PublishUpdateAsync(target, s => s.WithProperties(TopologyProperties.OfNodes, properties) with { State = state });
    }

    private Task<ExecuteCommandResult> ExecuteAsync(string resource, string command) =>
        _app.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command, Token);
}
