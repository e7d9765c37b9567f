using System.Net;
using Foobar.Tests.AppHost.MySql;
using Foobar.Tests.MySql.DataSources;
using MySqlConnector;

namespace Foobar.Tests.Web;

/// <summary>Two web servers over a real pair, whose heart beats while the tests run.</summary>
public class SiteOnMySql : IAsyncLifetime
{
    private readonly ReplicatedServers _servers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<WebServer> _web = [];
    private readonly bool _replicaLags;
    private readonly (string Name, string Value)[] _options;
    private Task _beats = Task.CompletedTask;

    /// <param name="replicaLags">Whether the replica is a second behind.</param>
    /// <param name="options">Options of the servers' database client.</param>
    protected SiteOnMySql(bool replicaLags = false, params (string Name, string Value)[] options) =>
        (_replicaLags, _options) = (replicaLags, options);

    public HttpClient Web1 => _web[0].Client;

    public HttpClient Web2 => _web[1].Client;

    internal TestServer Primary => _servers.First;

    internal TestServer Replica => _servers.Second;

    internal IReadOnlyList<WebServer> Servers => _web;

    /// <summary>The configuration of a database client of the pair.</summary>
    public Dictionary<string, string?> CreateSettings() => _servers.CreateSettings(_options);

    public async ValueTask InitializeAsync()
    {
        await _servers.StartAsync();
        foreach (var name in new[] { "web-1", "web-2" })
        {
            var server = new WebServer(name, CreateSettings());
            _web.Add(server);
            await server.InitializeAsync();
        }

        foreach (var server in _web)
        {
            while ((await server.Client.GetAsync("/health")).StatusCode != HttpStatusCode.OK)
            {
                await Task.Delay(20);
            }
        }

        _beats = BeatAsync();
        if (_replicaLags)
        {
            await _servers.DelayReplicaAsync();
            var client = await _servers.CreateClientAsync();
            await ReplicatedServers.WaitForRolesAsync(client, roles => roles.Lag > TimeSpan.FromMilliseconds(100));
        }
        else
        {
            await _servers.WaitUntilEqualAsync();
        }
    }

    /// <summary>Waits until the replica has all that the primary has.</summary>
    public Task WaitForReplicaAsync() => _servers.WaitUntilEqualAsync();

    /// <summary>The numbers that the primary answers a query with.</summary>
    public async Task<long> CountAsync(string query) => long.Parse((await _servers.First.QueryAsync("app", query))[0], null);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beats;
        foreach (var server in _web)
        {
            await server.DisposeAsync();
        }

        await _servers.DisposeAsync();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task BeatAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _servers.BeatAsync();
            }
            catch (MySqlException)
            {
                // A test has closed or killed the primary.
            }

            await Task.Delay(50);
        }
    }
}
