using Aspire.Hosting;
using Foobar.AppHost.MySql.Management;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.AppHost.MySql.Management;

public sealed class FailoverManagerClientTests : IAsyncLifetime
{
    private FakeManager _manager = null!;
    private FailoverManagerClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _manager = await FakeManager.StartAsync();
        _client = _manager.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _manager.DisposeAsync();
    }

    [Fact]
    public async Task Look_Answer_IsTheView()
    {
        _manager.Show(Topologies.Paired);

        var view = await _client.LookAsync(TopologyView.Unknown, Token);

        Assert.Null(view.Silence);
        Assert.Equivalent(Topologies.Paired, view.Topology, strict: true);
    }

    [Fact]
    public async Task Look_NoAnswer_KeepsTheLastAndSaysWhy()
    {
        var known = new TopologyView(Topologies.Paired, null);
        using var lost = new FailoverManagerClient("failover", () => new Uri("http://127.0.0.1:1"));

        var view = await lost.LookAsync(known, Token);

        Assert.Same(Topologies.Paired, view.Topology);
        Assert.StartsWith("failover does not answer: ", view.Silence);
    }

    [Fact]
    public async Task Look_NoAddressYet_SaysSo()
    {
        using var early = new FailoverManagerClient("failover", () => null);

        Assert.Equal("failover has no address yet", (await early.LookAsync(TopologyView.Unknown, Token)).Silence);
    }

    [Fact]
    public async Task Look_AnswerOfAnotherKind_IsSilence()
    {
        _manager.Answer = () => Results.Text("{}", "application/json");
        Assert.StartsWith("failover answers something else than a topology", (await _client.LookAsync(TopologyView.Unknown, Token)).Silence);

        _manager.Answer = () => Results.Text("null", "application/json");
        Assert.StartsWith("failover answers something else than a topology", (await _client.LookAsync(TopologyView.Unknown, Token)).Silence);

        _manager.Answer = () => Results.StatusCode(503);
        Assert.Equal("failover answers 503", (await _client.LookAsync(TopologyView.Unknown, Token)).Silence);
    }

    [Fact]
    public async Task Commands_AreSentAsTheManagerReadsThem()
    {
        await _client.SwitchOverAsync(Token);
        await _client.RejoinAsync("mysql-1", Token);

        Assert.Equal(["switchover", """rejoin {"node":"mysql-1"}"""], _manager.Commands);
    }

    [Fact]
    public async Task Command_Refused_SaysWhatTheProblemDetailsSay()
    {
        _manager.CommandAnswer = () => Results.Problem("mysql-2 lags by 12 s", statusCode: 409, title: "Not now");
        Assert.Equal("mysql-2 lags by 12 s", await RefusalAsync());

        _manager.CommandAnswer = () => Results.Problem(statusCode: 409, title: "Not now");
        Assert.Equal("Not now", await RefusalAsync());

        _manager.CommandAnswer = () => Results.StatusCode(500);
        Assert.Equal("failover answers 500", await RefusalAsync());
    }

    private async Task<string> RefusalAsync() =>
        (await Assert.ThrowsAsync<DistributedApplicationException>(() => _client.SwitchOverAsync(Token))).Message;
}
