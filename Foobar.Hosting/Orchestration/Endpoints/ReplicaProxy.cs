using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration.Endpoints;

/// <summary>One address for all replicas of a resource: each connection goes to the next replica that takes it, and to
/// one that is being stopped only if there is no other.</summary>
internal sealed partial class ReplicaProxy(AllocatedEndpoint endpoint, IReadOnlyList<ReplicaTarget> targets, ILogger logger) : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private static readonly TimeSpan s_acceptRetry = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _accepting = [];
    private uint _next;

    public void Start()
    {
        Listen(AddressFamily.InterNetwork, IPAddress.Loopback);
        if (Socket.OSSupportsIPv6)
        {
            Listen(AddressFamily.InterNetworkV6, IPAddress.IPv6Loopback);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.ForEach(l => l.Dispose());
        await Task.WhenAll(_accepting);
        _stopping.Dispose();
    }

    private void Listen(AddressFamily family, IPAddress address)
    {
        var listener = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(address, endpoint.Port));
            listener.Listen();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            listener.Dispose();
            return;
        }

        _listeners.Add(listener);
        _accepting.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
            catch (SocketException e) when (!_stopping.IsCancellationRequested)
            {
                // A connection that was gone again, or no file descriptor left for it: others follow.
                Log.AcceptFailed(logger, endpoint.UriString, e.Message);
                await Task.Delay(s_acceptRetry);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var _ = client;
        using var target = await ConnectAsync();
        if (target is null)
        {
            Log.NoReplica(logger, endpoint.UriString);
            client.Close(timeout: 0);
            return;
        }

        client.NoDelay = true;
        await Task.WhenAll(PumpAsync(client, target), PumpAsync(target, client));
    }

    private async Task<Socket?> ConnectAsync()
    {
        var first = Interlocked.Increment(ref _next);
        var inTurn = Enumerable.Range(0, targets.Count).Select(i => targets[(int)((first + i) % targets.Count)]);
        foreach (var (port, _) in inTurn.OrderBy(target => target.IsStopping()))
        {
            var target = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await target.ConnectAsync(IPAddress.Loopback, port, _stopping.Token);
                return target;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                target.Dispose();
            }
        }

        return null;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferSize];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _stopping.Token)) > 0)
            {
                var sent = 0;
                while (sent < read)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stopping.Token);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; closing both ends the other direction too.
            from.Dispose();
            to.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A connection to {Url} was closed: no replica takes connections.")]
        public static partial void NoReplica(ILogger logger, string url);

        [LoggerMessage(2, LogLevel.Warning, "A connection to {Url} was not taken: {Reason}.")]
        public static partial void AcceptFailed(ILogger logger, string url, string reason);
    }
}
