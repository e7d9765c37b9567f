using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Foobar.Chaos.Network;

/// <summary>A link from one process to another that can be cut: a port that relays to a target, or does not.</summary>
internal sealed class LinkProxy : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _disposed;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private volatile TaskCompletionSource _open = new();
    private volatile LinkMode _mode = LinkMode.Pass;

    public LinkProxy(string name)
    {
        Name = name;
        _disposed = _disposing.Token;
        _open.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Both ends, for people.</summary>
    public string Name { get; }

    /// <summary>Where the near end connects to instead of to the target.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The far end; it gets its port after the link was made.</summary>
    public DnsEndPoint? Target { get; set; }

    /// <summary>What the link does now.</summary>
    public LinkMode Mode
    {
        get => _mode;
        set
        {
            lock (_lock)
            {
                _mode = value;
                if (value == LinkMode.Drop)
                {
                    _open = _open.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _open;
                    return;
                }

                _open.TrySetResult();
            }

            if (value == LinkMode.Refuse)
            {
                foreach (var socket in _sockets.Keys)
                {
                    Reset(socket);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
        }

        _disposing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_disposed.IsCancellationRequested)
        {
            try
            {
                await _open.Task.WaitAsync(_disposed);
                _ = ServeAsync(await _listener.AcceptSocketAsync(_disposed));
            }
            catch (SocketException) when (!_disposed.IsCancellationRequested)
            {
                // A connection that was gone again; others follow.
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _sockets[near] = _sockets[far] = 0;
            near.NoDelay = far.NoDelay = true;

            // It may have been accepted in the moment in which the link was cut.
            await WaitUntilOpenAsync();
            await far.ConnectAsync(Target ?? throw new InvalidOperationException($"The link {Name} has no target yet."), _disposed);
            await Task.WhenAll(RelayAsync(near, far), RelayAsync(far, near));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The near end sees what it would see of the target itself: the connection is gone.
            Reset(near);
        }
        finally
        {
            near.Dispose();
            _sockets.TryRemove(near, out _);
            _sockets.TryRemove(far, out _);
        }
    }

    private async Task RelayAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferSize];
        try
        {
            int read;
            do
            {
                read = await from.ReceiveAsync(buffer, _disposed);

                // An end of the stream is news too, and must not get through a link that is cut.
                await WaitUntilOpenAsync();
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _disposed);
                }
            }
            while (read > 0);

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A reset is news as well.
            await _open.Task.WaitAsync(_disposed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Reset(from);
            Reset(to);
        }
    }

    private async Task WaitUntilOpenAsync()
    {
        await _open.Task.WaitAsync(_disposed);
        if (_mode == LinkMode.Refuse)
        {
            // What waited for a cut link to mend finds it refused instead.
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.Close(timeout: 0);
        }
        catch (ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
