using System.Collections.Concurrent;
using Foobar.AppHost.MySql.Management;
using Foobar.MySql.Topology;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.AppHost.MySql.Management;

/// <summary>A failover manager that says what it is told to say and does nothing.</summary>
internal sealed class FakeManager : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeManager(WebApplication app) => _app = app;

    /// <summary>What it answers when asked what it sees.</summary>
    public Func<IResult> Answer { get; set; } = Results.NoContent;

    /// <summary>What it answers to commands.</summary>
    public Func<IResult> CommandAnswer { get; set; } = Results.NoContent;

    /// <summary>The commands that it was given, with their bodies.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<FakeManager> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeManager(builder.Build());
        fake._app.MapGet("/topology", () => fake.Answer());
        fake._app.MapPost("/{command}", async (string command, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            fake.Commands.Enqueue($"{command} {await reader.ReadToEndAsync()}".Trim());
            return fake.CommandAnswer();
        });
        await fake._app.StartAsync();
        return fake;
    }

    public void Show(ClusterTopology topology) => Answer = () => Results.Json(topology, ClusterTopologyJson.TypeInfo);

    public FailoverManagerClient CreateClient() => new("failover", () => Address);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
