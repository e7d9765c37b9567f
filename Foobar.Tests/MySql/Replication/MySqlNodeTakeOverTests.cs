using Foobar.MySql.Replication;
using Foobar.Tests.AppHost.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.Replication;

/// <summary>Two managers on one server, of which the first one does not know that it was replaced.</summary>
public sealed class MySqlNodeTakeOverTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestServer _server;

    public MySqlNodeTakeOverTests() => _server = new TestServer("server", _folder.Combine("server"), 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Change_InASessionThatWasTakenOver_IsNotCarriedOut()
    {
        await _server.StartAsync();
        var permit = new Permit();
        await using var first = CreateNode(permit);
        await using var second = CreateNode(null);
        await first.CloseAsync(Token);

        await second.TakeOverAsync(Token);

        await Assert.ThrowsAnyAsync<MySqlException>(() => first.OpenAsync(waitForAcknowledgement: false, Token));
        permit.IsGone = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => first.OpenAsync(waitForAcknowledgement: false, Token));
        Assert.True((await second.ReadStateAsync(Token)).IsClosed);
        await second.OpenAsync(waitForAcknowledgement: false, Token);
    }

    [Fact]
    public async Task TakeOver_WhileAnotherManagerLooksOnAndOn_DoesNotWaitForIt()
    {
        await _server.StartAsync();
        await using var looking = CreateNode(null);
        await using var leading = CreateNode(null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var looks = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Record.ExceptionAsync(() => looking.ObserveAsync(Token));
            }
        }, Token);

        for (var i = 0; i < 10; i++)
        {
            await leading.TakeOverAsync(Token);
        }

        await stop.CancelAsync();
        await looks;
    }

    [Fact]
    public async Task Change_WithoutAPermit_SendsNothing()
    {
        await _server.StartAsync();
        await using var node = CreateNode(new Permit { IsGone = true });

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.OpenAsync(waitForAcknowledgement: false, Token));

        Assert.True((await node.ReadStateAsync(Token)).IsClosed);
    }

    private MySqlNode CreateNode(IChangePermit? permit) => new("server", _server.ConnectionString("manager") + ";Pooling=true", TimeSpan.FromSeconds(3), permit);

    private sealed class Permit : IChangePermit
    {
        public bool IsGone { get; set; }

        public void Require(TimeSpan limit)
        {
        }

        public Task ConfirmAsync(CancellationToken cancellationToken) =>
            IsGone ? throw new InvalidOperationException("Somebody else has it.") : Task.CompletedTask;
    }
}
