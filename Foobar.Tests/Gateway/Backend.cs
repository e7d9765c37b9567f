using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Gateway;

/// <summary>A web server behind the gateway, on a free loopback port unless another is named. It is healthy unless told otherwise.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private Backend(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How many requests came in, probes not counted.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<Backend> StartAsync(
        RequestDelegate handler, Func<bool>? isHealthy = null, Action<WebApplication>? configure = null, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.UseHttp2PriorKnowledge();
        var app = builder.Build();
        var backend = new Backend(app);

        configure?.Invoke(app);
        app.MapGet("/health", () => isHealthy is null || isHealthy() ? Results.Ok() : Results.StatusCode(503));
        app.MapFallback(context =>
        {
            Interlocked.Increment(ref backend._requests);
            return handler(context);
        });
        await app.StartAsync();
        return backend;
    }

    /// <summary>A server that says its name.</summary>
    public static Task<Backend> StartAsync(string name, Func<bool>? isHealthy = null) =>
        StartAsync(context => context.Response.WriteAsync(name), isHealthy);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
