using System.Net.Sockets;
using System.Text;
using Foobar.Bench;

namespace Foobar.GatewayBench.Slow;

/// <summary>Clients that send a request byte by byte, one each second, and so never come to its end.</summary>
internal sealed class SlowClients : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes($"GET /1k HTTP/1.1\r\nHost: localhost\r\nX-Slow: {new string('a', 1024)}");

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private Task _sending = Task.CompletedTask;

    private SlowClients()
    {
    }

    public static async Task<SlowClients> StartAsync(Uri address, int count, CancellationToken cancellationToken)
    {
        var clients = new SlowClients();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                clients._sockets.Add(socket);
                await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            }

            clients._sending = clients.SendAsync(clients._stop.Token);
            return clients;
        }
        catch (SocketException e)
        {
            await clients.DisposeAsync();
            throw new BenchException($"A slow client could not connect to {address}: {e.Message}", e);
        }
        catch
        {
            await clients.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many were not thrown out.</summary>
    public int Count() => _sockets.Count(IsOpen);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    private async Task SendAsync(CancellationToken stop)
    {
        try
        {
            foreach (var position in Enumerable.Range(0, s_request.Length))
            {
                foreach (var socket in _sockets.Where(IsOpen))
                {
                    await SendAsync(socket, s_request.AsMemory(position, 1), stop);
                }

                await Task.Delay(s_pause, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // They were slow for long enough.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> data, CancellationToken stop)
    {
        try
        {
            await socket.SendAsync(data, stop);
        }
        catch (SocketException)
        {
            // Thrown out.
        }
    }

    // What can be read from a client that is not through with its request is an error, or the end.
    private static bool IsOpen(Socket socket) => !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
}
