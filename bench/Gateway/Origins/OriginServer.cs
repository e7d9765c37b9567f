using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.GatewayBench.Origins;

/// <summary>A web server that costs as little as one can: what is measured is in front of it.</summary>
internal static class OriginServer
{
    public static async Task<int> RunAsync(OriginOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseHttp2PriorKnowledge();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"));

        await using var app = builder.Build();
        if (options.Delay > TimeSpan.Zero)
        {
            app.Use(Slowly(options));
        }

        using var endpoints = new OriginEndpoints(options);
        endpoints.Map(app);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    // A server that is slow still says at once that it is well.
    private static Func<HttpContext, RequestDelegate, Task> Slowly(OriginOptions options)
    {
        var free = new SemaphoreSlim(options.Concurrency);
        return async (context, next) =>
        {
            if (context.Request.Path != OriginEndpoints.Health)
            {
                await free.WaitAsync();
                try
                {
                    await Task.Delay(options.Delay);
                }
                finally
                {
                    free.Release();
                }
            }

            await next(context);
        };
    }
}
