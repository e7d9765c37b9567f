using System.Net;
using Foobar.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.ServiceDefaults;

public sealed class DrainingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WithinTheDrainTime_ServesOnButIsNotReady()
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(time, "00:00:10");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var stop = app.StopAsync(Cancellation);
        await UntilDrainingAsync(app);
        using var health = await client.GetAsync("/health", Cancellation);
        using var alive = await client.GetAsync("/alive", Cancellation);
        using var page = await client.GetAsync("/", Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (health.StatusCode, Draining.IsSaidBy(health)));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal((HttpStatusCode.OK, true), (page.StatusCode, page.Headers.ConnectionClose));
        Assert.False(stop.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(10));
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/", Cancellation));
    }

    [Fact]
    public async Task Stop_NoRequestForTheQuietTime_EndsEarlier()
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(time, "00:10:00", "00:00:05");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var stop = app.StopAsync(Cancellation);
        await UntilDrainingAsync(app);
        time.Advance(TimeSpan.FromSeconds(4));
        using var page = await client.GetAsync("/", Cancellation);
        time.Advance(TimeSpan.FromSeconds(4));
        using var probe = await client.GetAsync("/health", Cancellation);
        Assert.False(stop.IsCompleted);

        // Five seconds after the request, whatever was probed since.
        time.Advance(TimeSpan.FromSeconds(1));
        await stop;
    }

    [Fact]
    public async Task Running_NothingToldIt_IsReadyAndKeepsConnections()
    {
        await using var app = await StartAsync(new FakeTimeProvider(), "00:00:10");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var health = await client.GetAsync("/health", Cancellation);
        using var page = await client.GetAsync("/", Cancellation);

        Assert.Equal((HttpStatusCode.OK, false), (health.StatusCode, Draining.IsSaidBy(health)));
        Assert.NotEqual(true, page.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Start_TimeThatIsNotAllowed_SaysWhatIs()
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => StartAsync(new FakeTimeProvider(), "-00:00:01"));

        Assert.Contains("Drain:Time must be from 00:00:00 to 00:10:00.", exception.Message);
    }

    private static async Task<WebApplication> StartAsync(TimeProvider time, string drainTime, string? quietTime = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Drain:Time"] = drainTime;
        builder.Configuration["Drain:QuietTime"] = quietTime;
        builder.Services.AddSingleton(time);
        builder.AddServiceDefaults();
        builder.AddDraining();
        var app = builder.Build();
        app.UseDraining();
        app.MapGet("/", () => "served");
        app.MapDefaultEndpoints();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task UntilDrainingAsync(WebApplication app)
    {
        while (!app.Services.GetRequiredService<Draining>().IsDraining)
        {
            await Task.Delay(10, Cancellation);
        }
    }
}
