using System.Net;
using System.Net.Sockets;
using Foobar.Chaos.Network;

namespace Foobar.Tests.Bench.Chaos;

public sealed class LinkProxyTests : IAsyncLifetime
{
    // Long enough for what is on its way to arrive, were the link not cut.
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly LinkProxy _link = new("near → far");

    public ValueTask InitializeAsync()
    {
        _target.Start();
        _link.Target = new DnsEndPoint("127.0.0.1", ((IPEndPoint)_target.LocalEndpoint).Port);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _target.Dispose();
    }

    [Fact]
    public async Task Pass_BothDirectionsAndTheEnd_AreRelayed()
    {
        using var near = await ConnectAsync();
        using var far = await AcceptAsync();

        await near.SendAsync("ab"u8.ToArray());
        Assert.Equal(2, await ReceiveAsync(far));
        await far.SendAsync("c"u8.ToArray());
        Assert.Equal(1, await ReceiveAsync(near));
        near.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await ReceiveAsync(far));
    }

    [Fact]
    public async Task Drop_OpenConnection_StaysOpenAndSilent_AndIsRelayedOnceMended()
    {
        using var near = await ConnectAsync();
        using var far = await AcceptAsync();
        _link.Mode = LinkMode.Drop;

        await near.SendAsync("ab"u8.ToArray());
        var received = ReceiveAsync(far);
        await Task.Delay(s_silence, TestContext.Current.CancellationToken);
        Assert.False(received.IsCompleted);

        _link.Mode = LinkMode.Pass;
        Assert.Equal(2, await received);
    }

    [Fact]
    public async Task Drop_EndOfTheStream_IsNotTold()
    {
        using var near = await ConnectAsync();
        using var far = await AcceptAsync();
        _link.Mode = LinkMode.Drop;

        far.Close();
        var received = ReceiveAsync(near);
        await Task.Delay(s_silence, TestContext.Current.CancellationToken);
        Assert.False(received.IsCompleted);
    }

    [Fact]
    public async Task Drop_NewConnection_HearsNothing_UntilMended()
    {
        _link.Mode = LinkMode.Drop;
        using var near = await ConnectAsync();
        var accepted = AcceptAsync();
        await Task.Delay(s_silence, TestContext.Current.CancellationToken);
        Assert.False(accepted.IsCompleted);

        _link.Mode = LinkMode.Pass;
        using var far = await accepted;
    }

    [Fact]
    public async Task Refuse_OpenAndNewConnections_AreReset()
    {
        using var open = await ConnectAsync();
        using var far = await AcceptAsync();
        _link.Mode = LinkMode.Refuse;

        await Assert.ThrowsAsync<SocketException>(() => ReceiveAsync(open));

        // The reset may already be there when the connection is made.
        await Assert.ThrowsAsync<SocketException>(async () => await ReceiveAsync(await ConnectAsync()));
    }

    [Fact]
    public async Task Refuse_OnceMended_TakesConnections()
    {
        _link.Mode = LinkMode.Refuse;
        _link.Mode = LinkMode.Pass;

        using var near = await ConnectAsync();
        using var far = await AcceptAsync();
    }

    [Fact]
    public async Task Target_ThatDoesNotListen_ResetsTheConnection()
    {
        _target.Stop();

        await Assert.ThrowsAsync<SocketException>(async () => await ReceiveAsync(await ConnectAsync()));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_link.EndPoint, TestContext.Current.CancellationToken);
        return socket;
    }

    private Task<Socket> AcceptAsync() => _target.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_limit);

    private static Task<int> ReceiveAsync(Socket socket) => socket.ReceiveAsync(new byte[16]).WaitAsync(s_limit);
}
