using System.Net;
using System.Net.Sockets;

namespace Foobar.Tests.Gateway;

/// <summary>A port that neither takes nor refuses a connection, as of a host that is gone from the network.</summary>
internal sealed class FullBacklog : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _waiting = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public string Address => $"http://{_listener.LocalEndPoint}";

    public static async Task<FullBacklog> StartAsync(CancellationToken cancellationToken)
    {
        var full = new FullBacklog();
        full._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full._listener.Listen(backlog: 0);

        // Nothing is ever accepted: the one connection that is completed leaves no room for another.
        await full._waiting.ConnectAsync(full._listener.LocalEndPoint!, cancellationToken);
        return full;
    }

    public void Dispose()
    {
        _waiting.Dispose();
        _listener.Dispose();
    }
}
