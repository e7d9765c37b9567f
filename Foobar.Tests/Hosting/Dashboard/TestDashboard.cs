using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.Hosting;
using Foobar.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Hosting.Dashboard;

/// <summary>An application with its dashboard on a free port, and a browser without the window.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    private readonly IDistributedApplicationTestingBuilder _builder;

    private TestDashboard(IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        _builder = builder;
        App = app;
        LoginUrl = app.Services.GetServices<IHostedService>().OfType<DashboardServer>().Single().LoginUrl!;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(LoginUrl.GetLeftPart(UriPartial.Authority)) };
    }

    public DistributedApplication App { get; }

    public Uri LoginUrl { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestDashboard> StartAsync(Action<IDistributedApplicationBuilder>? compose = null)
    {
        var builder = DistributedApplicationTestingBuilder.Create($"--AppHost:BrowserToken={Token}");
        builder.Services.Configure<EmbeddedEngineOptions>(engine => engine.DisableDashboard = false);
        compose?.Invoke(builder);
        var app = builder.Build();
        await app.StartAsync(Cancellation);
        return new TestDashboard(builder, app);
    }

    /// <summary>Starts and signs in.</summary>
    public static async Task<TestDashboard> StartSignedInAsync(Action<IDistributedApplicationBuilder>? compose = null)
    {
        var dashboard = await StartAsync(compose);
        using var response = await dashboard.Client.GetAsync(dashboard.LoginUrl, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return dashboard;
    }

    /// <summary>The events of a stream, until the enumeration ends.</summary>
    public async IAsyncEnumerable<SseItem<JsonElement>> ListenAsync(string path)
    {
        using var response = await Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(body, (_, data) => JsonSerializer.Deserialize<JsonElement>(data)).EnumerateAsync(Cancellation))
        {
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _builder.DisposeAsync();
    }

    /// <summary>A resource for which the engine runs nothing.</summary>
    internal sealed class Thing(string name) : Resource(name);
}
