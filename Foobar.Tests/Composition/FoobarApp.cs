using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Composition;

/// <summary>The composed application, with real MySQL, on free ports and data of its own that go with it.</summary>
public sealed class FoobarApp : IAsyncLifetime
{
    // The first run on a machine fetches MySQL.
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(4);

    private static readonly string[] s_resources = ["mysql-primary", "mysql-replica", "mysql", "foobar", "web-1", "web-2", "gateway"];
    private static readonly string[] s_accounts = ["app", "replication", "manager"];

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
    ];

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(s_startTimeout);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Foobar_AppHost>(Settings(_dataFolder), timeout.Token);
        _builder.CreateResourceBuilder(_builder.Resources.OfType<ProjectResource>().Single(r => r.Name == "gateway"))
            .WithEnvironment("DevelopmentCertificate__Folder", CertificateFolder);
        // The gateway's own certificate, also on a machine that trusts ASP.NET Core's.
        _builder.Configuration["ASPIRE_DEVELOPER_CERTIFICATE_DEFAULT_HTTPS_TERMINATION"] = "false";
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
}

/// <summary>The tests that share one application.</summary>
[CollectionDefinition(Name)]
public sealed class UsesFoobarApp : ICollectionFixture<FoobarApp>
{
    public const string Name = "foobar.com";
}
