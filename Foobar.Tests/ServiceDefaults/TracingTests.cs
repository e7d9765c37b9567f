using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Foobar.Tests.ServiceDefaults;

public sealed class TracingTests : IDisposable
{
    private readonly Recorder _recorder = new();
    private readonly ActivitySource _connector = new("MySqlConnector");
    private readonly ActivitySource _own = new("Foobar.Tests");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _connector.Dispose();
        _own.Dispose();
    }

    [Fact]
    public async Task Probes_AreLeftOut() => Assert.Equal(["/page"], (await AskAsync(_ => { }, "/health", "/alive", "/page")).Select(span => span.GetTagItem("url.path")));

    [Fact]
    public async Task UntracedPath_IsLeftOut()
    {
        var spans = await AskAsync(builder => builder.Services.Configure<TelemetryOptions>(tracing => tracing.UntracedPaths.Add("/topology")), "/topology", "/page");

        Assert.Equal(["/page"], spans.Select(span => span.GetTagItem("url.path")));
    }

    [Fact]
    public async Task Request_HasItsRouteAndStatus()
    {
        var spans = await AskAsync(_ => { }, "/items/5", "/broken", "/unknown");

        Assert.Equal(["GET /items/{id}", "GET /broken", "GET"], spans.Select(span => span.DisplayName));
        Assert.Equal(["200", "503", "404"], spans.Select(span => $"{span.GetTagItem("http.response.status_code")}"));
        Assert.Equal(["/items/{id}", "/broken", null], spans.Select(span => span.GetTagItem("http.route")));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Select(span => span.Status));
        Assert.Equal([null, "503", null], spans.Select(span => span.GetTagItem("error.type")));
        Assert.All(spans, span => Assert.Equal("1.1", span.GetTagItem("network.protocol.version")));
    }

    // Also where every span is to be sampled, as the engine asks for while developing.
    [Fact]
    public async Task CallOfATimer_IsLeftOutWithAllThatIsDoneForIt()
    {
        await using var app = await StartAsync(builder =>
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.SetSampler(new AlwaysOnSampler()));
            builder.Services.Configure<TelemetryOptions>(tracing => tracing.UntracedOperations.Add("health checks"));
        });

        _connector.StartActivity("alone", ActivityKind.Client)?.Dispose();
        using (_own.StartActivity("health checks"))
        {
            using var probe = _own.StartActivity("probe");
            _connector.StartActivity("of a probe", ActivityKind.Client)?.Dispose();
        }

        using (_own.StartActivity("step"))
        {
            _connector.StartActivity("of a step", ActivityKind.Client)?.Dispose();
        }

        Assert.Equal(["of a step", "step"], _recorder.Ended.Where(span => span.Source == _connector || span.Source == _own).Select(span => span.DisplayName));
    }

    [Theory]
    [InlineData("select code from links where code = @code", "foobar", "SELECT foobar")]
    [InlineData("  INSERT\ninto links", null, "INSERT")]
    [InlineData("(select 1)", "foobar", "Execute")]
    public async Task Statement_IsNamedByWhatItDoes(string statement, string? database, string expected)
    {
        await using var app = await StartAsync(_ => { });

        using (_own.StartActivity("step"))
        {
            using var span = _connector.StartActivity("Execute", ActivityKind.Client)!;
            span.SetTag("db.query.text", statement).SetTag("db.namespace", database);
        }

        Assert.Equal(expected, Assert.Single(_recorder.Ended, span => span.Source == _connector).DisplayName);
    }

    [Theory]
    [InlineData("CLONE INSTANCE FROM 'replication'@'localhost':3306 IDENTIFIED BY 'it''s \\'secret\\'' REQUIRE SSL", "CLONE INSTANCE FROM ?@?:3306 IDENTIFIED BY ? REQUIRE SSL")]
    [InlineData("select \"secret\", @code from `links`", "select ?, @code from `links`")]
    [InlineData("select 'secret", "select ?")]
    [InlineData("select code from links where code = @code", "select code from links where code = @code")]
    public async Task Statement_HasNoValues(string statement, string expected)
    {
        await using var app = await StartAsync(_ => { });

        using (_own.StartActivity("step"))
        {
            using var span = _connector.StartActivity("Execute", ActivityKind.Client)!;
            span.SetTag("db.query.text", statement);
        }

        Assert.Equal(expected, Assert.Single(_recorder.Ended, span => span.Source == _connector).GetTagItem("db.query.text"));
    }

    /// <returns>The spans of the requests, in their order.</returns>
    private async Task<IReadOnlyList<Activity>> AskAsync(Action<WebApplicationBuilder> configure, params string[] paths)
    {
        await using var app = await StartAsync(configure);
        app.MapGet("/page", () => "page");
        app.MapGet("/topology", () => "pair");
        app.MapGet("/items/{id}", (int id) => id);
        app.MapGet("/broken", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        var address = new Uri(app.Urls.First());

        // As one that is not traced itself, in another process.
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = address };
        foreach (var path in paths)
        {
            using var response = await client.GetAsync(path, Cancellation);
        }

        // Stopping the server ends its last activity.
        await app.StopAsync(Cancellation);
        return [.. _recorder.Ended.Where(span => span.Kind == ActivityKind.Server && address.Port.Equals(span.GetTagItem("server.port"))).OrderBy(span => span.StartTimeUtc)];
    }

    private async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(_recorder));
        configure(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(Cancellation);
        return app;
    }

    private sealed class Recorder : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Ended { get; } = new();

        public override void OnEnd(Activity data) => Ended.Enqueue(data);
    }
}
