using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>A server behind the gateway that speaks HTTP/1.1 and keeps every byte that arrives.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RawMessage> _requests = new();
    private readonly ConcurrentQueue<string> _garbage = new();
    private readonly ConcurrentDictionary<Task, Connection> _connections = new();
    private readonly Task _accepting;

    public RecordingServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>
    /// The whole requests since the last call, and what else came: bytes that are no request, or the beginning of one. What is
    /// still under way is waited for.
    /// </summary>
    public async Task<(IReadOnlyList<RawMessage> Requests, IReadOnlyList<string> Garbage)> TakeAsync(CancellationToken cancellationToken)
    {
        // Twice, since bytes that were taken from the socket are not yet counted for an instant.
        for (var quiet = 0; quiet < 2; quiet = IsQuiet ? quiet + 1 : 0)
        {
            await Task.Delay(5, cancellationToken);
        }

        (IReadOnlyList<RawMessage>, IReadOnlyList<string>) taken = ([.. _requests], [.. _garbage]);
        _requests.Clear();
        _garbage.Clear();
        return taken;
    }

    private bool IsQuiet => !_listener.Pending() && _connections.Values.All(connection => connection.IsQuiet);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var connection = new Connection(client, new RawMessageReader(client.GetStream()));
                var serving = new Task<Task>(() => ServeAsync(connection));
                var served = serving.Unwrap();
                _connections[served] = connection;
                _ = served.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
                serving.Start(TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(Connection connection)
    {
        var (client, reader) = connection;
        using (client)
        {
            try
            {
                while (await reader.ReadAsync(_stopping.Token) is { } request)
                {
                    _requests.Enqueue(request);
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), _stopping.Token);
                }
            }
            catch (FormatException exception)
            {
                _garbage.Enqueue($"{exception.Message} {reader.All}");
                return;
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
            }

            if (reader.Rest.Length > 0)
            {
                _garbage.Enqueue(reader.Rest);
            }
        }
    }

    private sealed record Connection(TcpClient Client, RawMessageReader Reader)
    {
        public bool IsQuiet => !Reader.IsInMessage && (!Client.Connected || Client.Available == 0);
    }
}
