using System.Globalization;
using System.Net.Http.Json;
using Foobar.Failover;
using Foobar.Failover.Http;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Failover.Management;

/// <summary>Two real servers and a manager, which may be ended and started again.</summary>
internal sealed class ManagedPair : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private WebApplication? _manager;

    public ManagedPair()
    {
        First = new("mysql-1", _folder.Combine("mysql-1"), 1);
        Second = new("mysql-2", _folder.Combine("mysql-2"), 2);
    }

    public TestServer First { get; }

    public TestServer Second { get; }

    /// <summary>Asks the manager.</summary>
    public HttpClient Client { get; private set; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestServer this[string name] => name == First.Name ? First : Second;

    public TestServer OtherThan(string name) => name == First.Name ? Second : First;

    /// <summary>Starts all and waits until the two are a pair, with a table to write to.</summary>
    public async Task<ClusterTopology> StartAsync()
    {
        await Task.WhenAll(First.StartAsync(), Second.StartAsync());
        await StartManagerAsync();
        var topology = await WaitForPairAsync();
        await this[topology.Primary!].ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50))");
        return topology;
    }

    public async Task StartManagerAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Failover:Database"] = TestServer.Database,
            ["Failover:ReplicationPassword"] = TestServer.ReplicationPassword,
            ["Failover:WitnessFile"] = _folder.Combine("failover", "witness.json"),
        };
        foreach (var (i, server) in new[] { First, Second }.Index())
        {
            settings[$"ConnectionStrings:{server.Name}"] = server.ConnectionString("manager") + ";Pooling=true";
            settings[$"Failover:Nodes:{i}:Name"] = server.Name;
            settings[$"Failover:Nodes:{i}:PeerHost"] = server.Address.Host;
            settings[$"Failover:Nodes:{i}:PeerPort"] = server.Port.ToString(CultureInfo.InvariantCulture);
        }
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddProblems();
        builder.AddFailover();
        _manager = builder.Build();
        _manager.UseProblems();
        _manager.MapTopology();
        await _manager.StartAsync(Token);
        Client.Dispose();
        Client = new() { BaseAddress = new(_manager.Urls.Single()) };
    }

    public async Task StopManagerAsync()
    {
        if (Interlocked.Exchange(ref _manager, null) is { } manager)
        {
            await manager.DisposeAsync();
        }
    }

    public async Task<ClusterTopology> WaitForAsync(Func<ClusterTopology, bool> condition)
    {
        while (true)
        {
            var topology = await Client.GetFromJsonAsync("/topology", ClusterTopologyJson.TypeInfo, Token);
            if (condition(topology!))
            {
                return topology!;
            }
            await Task.Delay(20, Token);
        }
    }

    public Task<ClusterTopology> WaitForPairAsync() =>
        WaitForAsync(t => t is { Mode: ClusterMode.Paired, IsWritable: true } && t.Nodes.All(node => node.IsHealthy));

    public async ValueTask DisposeAsync()
    {
        await StopManagerAsync();
        Client.Dispose();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _folder.Dispose();
    }
}
