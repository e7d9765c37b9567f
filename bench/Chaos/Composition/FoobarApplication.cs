using System.Security.Cryptography;
using Aspire.Hosting.Testing;
using Foobar.Bench;
using Foobar.Chaos.Network;
using MySqlConnector;

namespace Foobar.Chaos.Composition;

/// <summary>The whole application, on free ports and with data of its own that go with it.</summary>
internal sealed class FoobarApplication : IAsyncDisposable
{
    // The first run on a machine fetches MySQL.
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    // Secrets that are not given would be kept for the user's own runs. A password for replication has 32 characters at most.
    private const int SecretLength = 32;
    private static readonly string[] s_secrets = ["mysql-app-password", "mysql-replication-password", "mysql-manager-password", "mysql-backup-password", "consistency-token-key"];

    private readonly string _folder = Directory.CreateTempSubdirectory("foobar-chaos-").FullName;
    private readonly NodeReferences _app;
    private readonly NodeReferences _manager;
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;
    private FailoverManager? _failoverManager;
    private LogFiles? _logs;

    private FoobarApplication(NodeLinks? links)
    {
        Links = links;
        _app = new NodeReferences(ResourceNames.WebServers[0], links);
        _manager = new NodeReferences(ResourceNames.Manager, links);
    }

    /// <summary>What can be cut, if anything can.</summary>
    public NodeLinks? Links { get; }

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The application is not started.");

    /// <summary>The address of foobar.com.</summary>
    public Uri Address => Application.GetEndpoint(ResourceNames.Gateway, "http");

    /// <summary>The failover manager.</summary>
    public FailoverManager Manager => _failoverManager ?? throw new InvalidOperationException("The application is not started.");

    /// <summary>Starts the application and waits until all of it is healthy.</summary>
    /// <param name="cut">How links are cut; null for an application without links, as it is used.</param>
    /// <param name="cancellationToken">Gives up, and cleans up.</param>
    /// <param name="logs">Where the logs of all processes are written, if anywhere.</param>
    /// <param name="webSettings">Environment variables for the web servers, besides their own.</param>
    /// <exception cref="BenchException">It did not become healthy.</exception>
    public static async Task<FoobarApplication> StartAsync(LinkMode? cut, CancellationToken cancellationToken, DirectoryInfo? logs = null, IReadOnlyDictionary<string, string>? webSettings = null)
    {
        var application = new FoobarApplication(cut is { } mode ? new NodeLinks(mode) : null);
        try
        {
            await application.StartCoreAsync(logs, webSettings ?? new Dictionary<string, string>(), cancellationToken);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>How applications reach a node, past any link.</summary>
    public MySqlConnectionStringBuilder AppConnection(string node) => new(_app.ConnectionString(node));

    /// <summary>How the failover manager reaches a node, past any link.</summary>
    public MySqlConnectionStringBuilder ManagerConnection(string node) => new(_manager.ConnectionString(node));

    /// <summary>The folder of a node's data.</summary>
    public string DataFolder(string node) => Path.Combine(_folder, node, "data");

    /// <summary>Waits until every part is healthy.</summary>
    public async Task WaitUntilHealthyAsync(CancellationToken cancellationToken)
    {
        // By process: a resource of two is healthy with one.
        while (HealthSummary.Of(Application.ResourceNotifications).Length > 0)
        {
            await Task.Delay(s_pollInterval, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _failoverManager?.Dispose();
            if (_application is not null)
            {
                await _application.StopAsync(CancellationToken.None);
                await _application.DisposeAsync();
            }

            if (_logs is not null)
            {
                await _logs.DisposeAsync();
            }

            if (_builder is not null)
            {
                await _builder.DisposeAsync();
            }

            if (Links is not null)
            {
                await Links.DisposeAsync();
            }
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task StartCoreAsync(DirectoryInfo? logs, IReadOnlyDictionary<string, string> webSettings, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_startTimeout);
        string[] settings =
        [
            $"--MySql:DataFolder={_folder}",
            .. s_secrets.Select(name => $"--Parameters:{name}={RandomNumberGenerator.GetHexString(SecretLength)}"),
        ];
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Foobar_AppHost>(settings, timeout.Token);
        Resource(ResourceNames.Gateway).WithEnvironment("DevelopmentCertificate__Folder", Path.Combine(_folder, "certificates"));
        Resource(ResourceNames.Manager).WithEnvironment(_manager.ApplyAsync).WithEnvironment(_manager.ApplyPeersAsync);
        foreach (var web in ResourceNames.WebServers)
        {
            var references = web == ResourceNames.WebServers[0] ? _app : new NodeReferences(web, Links);
            Resource(web).WithEnvironment(references.ApplyAsync);
            foreach (var (name, value) in webSettings)
            {
                Resource(web).WithEnvironment(name, value);
            }
        }

        AddLinks();

        // The gateway's own certificate, also on a machine that trusts ASP.NET Core's.
        _builder.Configuration["ASPIRE_DEVELOPER_CERTIFICATE_DEFAULT_HTTPS_TERMINATION"] = "false";
        _application = await _builder.BuildAsync(timeout.Token);
        _logs = logs is null ? null : LogFiles.Start(_application, logs);
        try
        {
            await _application.StartAsync(timeout.Token);
            _failoverManager = new FailoverManager(_application.GetEndpoint(ResourceNames.Manager, "http"));
            await WaitUntilHealthyAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"The application did not become healthy within {s_startTimeout.TotalMinutes:0} minutes: {HealthSummary.Of(_application.ResourceNotifications)}.");
        }
    }

    private void AddLinks()
    {
        foreach (var node in ResourceNames.Nodes)
        {
            string[] others = [ResourceNames.PeerOf(node), ResourceNames.Manager, .. ResourceNames.WebServers];
            foreach (var from in others)
            {
                Links?.Add(from, node);
            }
        }
    }

    private IResourceBuilder<ProjectResource> Resource(string name) => _builder!.CreateResourceBuilder(
        _builder.Resources.OfType<ProjectResource>().SingleOrDefault(r => r.Name == name)
            ?? throw new BenchException($"The application has no project resource '{name}'."));
}
