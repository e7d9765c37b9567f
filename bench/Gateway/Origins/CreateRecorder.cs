using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Foobar.GatewayBench.Origins;

/// <summary>Counts how often each create reached a web server. It is here, in this process, because web servers are killed.</summary>
internal sealed class CreateRecorder : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly WebApplication _app;

    private CreateRecorder(WebApplication app)
    {
        _app = app;
        app.MapPost("/", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _counts.AddOrUpdate(await reader.ReadToEndAsync(), 1, (_, count) => count + 1);
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The numbers of the creates that reached web servers more than once.</summary>
    public IEnumerable<int> Repeated => _counts.Where(c => c.Value > 1).Select(c => int.Parse(c.Key, CultureInfo.InvariantCulture));

    public static async Task<CreateRecorder> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorder = new CreateRecorder(builder.Build());
        await recorder._app.StartAsync(cancellationToken);
        return recorder;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
