using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class ReplicaProxyTests : IAsyncDisposable
{
    private readonly List<TcpListener> _replicas = [];
    private readonly PortReservation _port = PortReservation.Any();
    private ReplicaProxy? _proxy;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_TwoReplicas_TakeTurns()
    {
        StartProxy([Replica("a"), Replica("b")]);

        var answers = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add(await AskAsync());
        }

        Assert.Equal(5, answers.Count(a => a == "a"));
        Assert.Equal(5, answers.Count(a => a == "b"));
    }

    [Fact]
    public async Task Connections_OneReplicaGone_GoToTheOther()
    {
        using var gone = PortReservation.Any();
        StartProxy([gone.Port, Replica("b")]);

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal("b", await AskAsync());
        }
    }

    [Fact]
    public async Task Connections_OneReplicaIsStopping_GoToTheOther()
    {
        var a = Replica("a");
        StartProxy([a, Replica("b")], stopping: a);

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal("b", await AskAsync());
        }
    }

    [Fact]
    public async Task Connections_EveryReplicaIsStopping_AreTakenAllTheSame()
    {
        var a = Replica("a");
        StartProxy([a], stopping: a);

        Assert.Equal("a", await AskAsync());
    }

    [Fact]
    public async Task Connections_NoReplica_AreClosed()
    {
        using var gone = PortReservation.Any();
        StartProxy([gone.Port]);

        var answer = await Record.ExceptionAsync(async () => Assert.Equal("", await AskAsync()));

        // The end comes while connecting, or while reading, or as an empty answer.
        Assert.True(answer is null or IOException or SocketException, answer?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        _replicas.ForEach(r => r.Dispose());
        _port.Dispose();
    }

    private void StartProxy(IReadOnlyList<int> ports, int? stopping = null)
    {
        var targets = ports.Select(port => new ReplicaTarget(port, () => port == stopping)).ToList();
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: "main");
        _proxy = new ReplicaProxy(new AllocatedEndpoint(endpoint, "localhost", _port.Port), targets, NullLogger.Instance);
        _proxy.Start();
    }

    /// <summary>A server that answers each connection with its name and closes it.</summary>
    private int Replica(string name)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _replicas.Add(listener);
        _ = ServeAsync();
        return ((IPEndPoint)listener.LocalEndpoint).Port;

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(Token);
                await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(name), Token);
            }
        }
    }

    private async Task<string> AskAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", _port.Port, Token);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Token);
    }
}
