using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>The traces: pages, live, and one with all its spans.</summary>
internal static class TraceEndpoints
{
    public static void MapTraces(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/traces", (HttpRequest request, TelemetryStore telemetry) =>
            TypedResults.Ok(TraceReader.Page(telemetry.Traces, TraceQuery.Read(new(request.Query)))));
        routes.MapGet("/traces/stream", (HttpRequest request, TelemetryStore telemetry, IHostApplicationLifetime lifetime) =>
            TypedResults.ServerSentEvents(WatchAsync(telemetry.Traces, TraceQuery.Read(new(request.Query)) with { Before = null }, lifetime.ApplicationStopping)));
        routes.MapGet("/traces/{id}", Details);
    }

    private static IResult Details(TelemetryStore telemetry, PeerNames peers, string id) =>
        TraceId.Parse(id) is var traceId && traceId != TraceId.None && telemetry.Traces.Find(traceId) is { } trace
            ? TypedResults.Ok(TraceReader.Details(trace, peers.Now(), telemetry.Logs.CountBySpan(traceId)))
            : TypedResults.Problem($"There is no trace '{id}'; it may have made room for newer ones.", statusCode: StatusCodes.Status404NotFound, title: "Unknown trace");

    private static async IAsyncEnumerable<SseItem<BatchView<TraceView>>> WatchAsync(TraceStore traces, TraceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        await foreach (var version in PacedChanges.WatchAsync(() => traces.Version, cancellationToken))
        {
            yield return new(TraceReader.Batch(traces, query, after), "traces");
            after = version;
        }
    }
}
