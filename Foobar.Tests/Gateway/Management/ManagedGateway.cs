using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Foobar.Tests.Gateway.Management;

/// <summary>A gateway with its management port.</summary>
internal sealed class ManagedGateway : IAsyncDisposable
{
    private readonly GatewayServer _server;

    private ManagedGateway(GatewayServer server, int port)
    {
        _server = server;
        Port = port;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    /// <summary>A client of the management port, that follows nothing and keeps nothing.</summary>
    public HttpClient Client { get; }

    /// <summary>A client of the site.</summary>
    public HttpClient Site => _server.Client;

    public int Port { get; }

    public static async Task<ManagedGateway> StartAsync(
        string web1, string web2, string? overrides = null, params (string Key, string? Value)[] settings)
    {
        var port = FreePort.Find();
        var all = new Dictionary<string, string?>
        {
            ["Gateway:Management:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Gateway:OverridesFile"] = overrides,

            // A server that is back would get less than its share at first.
            ["Gateway:SlowStart:Duration"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new ManagedGateway(await GatewayServer.StartAsync(web1, web2, settings: [.. all.Select(pair => (pair.Key, pair.Value))]), port);
    }

    public async Task<JsonElement> StatusAsync(CancellationToken cancellationToken) =>
        await Client.GetFromJsonAsync<JsonElement>("/status", cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object command, CancellationToken cancellationToken) =>
        Client.PostAsJsonAsync(path, command, cancellationToken);

    /// <summary>Who answers the next requests, each once.</summary>
    public async Task<IReadOnlyCollection<string>> AskAsync(int requests, CancellationToken cancellationToken)
    {
        var answers = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < requests; i++)
        {
            answers.Add(await Site.GetStringAsync("/", cancellationToken));
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
