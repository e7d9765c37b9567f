using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.Tests.Browsers;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace Foobar.Tests.Composition;

/// <summary>The composed application, with real MySQL, on free ports and data of its own that go with it.</summary>
public sealed partial class FoobarApp : IAsyncLifetime
{
    // The first run on a machine fetches MySQL.
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(4);

    private const int GatewayReplicas = 2;
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    private static readonly string[] s_resources = ["mysql-1", "mysql-2", "failover", "mysql", "foobar", "web-1", "web-2", "gateway"];
    private static readonly string[] s_accounts = ["app", "replication", "manager", "backup"];

    private readonly string _dataFolder = Directory.CreateTempSubdirectory("foobar-").FullName;
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The application is not started.");

    /// <summary>Where the gateways keep their development certificates.</summary>
    public string CertificateFolder => Path.Combine(_dataFolder, "certificates");

    /// <summary>The settings that keep a run apart from any other.</summary>
    public static string[] Settings(string dataFolder) =>
    [
        $"--MySql:DataFolder={dataFolder}",
        .. s_accounts.Select(account => $"--Parameters:mysql-{account}-password={Guid.NewGuid():N}"),
        $"--Parameters:consistency-token-key={Guid.NewGuid():N}{Guid.NewGuid():N}",
    ];

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(s_startTimeout);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Foobar_AppHost>(Settings(_dataFolder), timeout.Token);
        _builder.CreateResourceBuilder(_builder.Resources.OfType<ProjectResource>().Single(r => r.Name == "gateway"))
            .WithEnvironment("DevelopmentCertificate__Folder", CertificateFolder)
            // Requests are counted by server, also right after one came back.
            .WithEnvironment("Gateway__SlowStart__Duration", "00:00:00");
        // The gateway's own certificate, also on a machine that trusts ASP.NET Core's.
        _builder.Configuration["ASPIRE_DEVELOPER_CERTIFICATE_DEFAULT_HTTPS_TERMINATION"] = "false";
        ConfigureEngine(_builder);
        _app = await _builder.BuildAsync(timeout.Token);
        await _app.StartAsync(timeout.Token);
        foreach (var resource in s_resources)
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_app is not null)
            {
                await _app.StopAsync();
                await _app.DisposeAsync();
            }

            if (_builder is not null)
            {
                await _builder.DisposeAsync();
            }
        }
        finally
        {
            Directory.Delete(_dataFolder, recursive: true);
        }
    }

    // What only one of the engines knows.
    static partial void ConfigureEngine(IDistributedApplicationTestingBuilder builder);

    /// <summary>A client of the gateway that shows redirects instead of following them.</summary>
    public HttpClient CreateClient(string resource = "gateway")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = App.GetEndpoint(resource, "http") };
        return client;
    }

    /// <summary>What the web servers were given to connect to a node.</summary>
    public string ConnectionString(string node)
    {
        Assert.True(App.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState("web-1", out var web));
        return Assert.Single(web.Snapshot.EnvironmentVariables, v => v.Name == $"ConnectionStrings__{node}").Value!;
    }

    /// <summary>The first value that a node answers a statement with, as the web servers' account.</summary>
    public async Task<T?> ScalarAsync<T>(string node, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(ConnectionString(node));
        await connection.OpenAsync(cancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Waits until each of the gateways has this many web servers: each finds out by itself.</summary>
    public async Task WaitForGatewaysAsync(int webServers, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        foreach (var gateway in await FindGatewaysAsync(cancellationToken))
        {
            while (!await HasAsync(gateway))
            {
                await Task.Delay(s_pollInterval, cancellationToken);
            }
        }

        async Task<bool> HasAsync(Uri gateway)
        {
            try
            {
                return (await client.GetStringAsync(new Uri(gateway, "/health"), cancellationToken))
                    .Contains($"{webServers} of 2 servers available", StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                // It is still starting: the application goes on with the first of them that is healthy.
                return false;
            }
        }
    }

    /// <summary>The ids of a resource's replicas.</summary>
    public async Task<IReadOnlyCollection<string>> FindInstancesAsync(string resource, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>();
        await foreach (var state in App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (state.Resource.Name == resource && state.ResourceId != resource)
            {
                ids.Add(state.ResourceId);
            }

            if (ids.Count == GatewayReplicas)
            {
                break;
            }
        }

        return ids;
    }

    // The endpoint of the resource leads to either of them.
    private async Task<IEnumerable<Uri>> FindGatewaysAsync(CancellationToken cancellationToken)
    {
        var addresses = new Dictionary<string, Uri>();
        await foreach (var state in App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (state.Resource.Name == "gateway"
                && state.Snapshot.EnvironmentVariables.FirstOrDefault(v => v.Name == "ASPNETCORE_URLS")?.Value is { } urls)
            {
                addresses[state.ResourceId] = new Uri(urls.Split(';').First(url => url.StartsWith("http:", StringComparison.Ordinal)));
            }

            if (addresses.Count == GatewayReplicas)
            {
                break;
            }
        }

        return addresses.Values;
    }
}

/// <summary>The tests that share one application, and the browser that some of them look at it with.</summary>
[CollectionDefinition(Name)]
public sealed class UsesFoobarApp : ICollectionFixture<FoobarApp>, ICollectionFixture<BrowserFixture>
{
    public const string Name = "foobar.com";
}
