using System.Runtime.CompilerServices;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.Telemetry.Overview;

/// <summary>The overview: the last minutes, and each new second.</summary>
internal static class OverviewEndpoints
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/overview", (HttpRequest request, OverviewReader overview) =>
            TypedResults.Ok(overview.Read(SeriesQuery.ReadMinutes(new(request.Query)))));
        routes.MapGet("/overview/stream", (HttpRequest request, OverviewReader overview, IHostApplicationLifetime lifetime) =>
            TypedResults.ServerSentEvents(WatchAsync(overview, SeriesQuery.ReadMinutes(new(request.Query)), lifetime.ApplicationStopping), "overview"));
    }

    private static async IAsyncEnumerable<OverviewView> WatchAsync(OverviewReader overview, int minutes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            yield return overview.ReadNewest(minutes);
            await Task.Delay(s_interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
