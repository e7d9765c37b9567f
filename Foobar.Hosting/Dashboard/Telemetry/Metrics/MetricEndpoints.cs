using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The instruments, and what they measured.</summary>
internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics", (HttpRequest request, TelemetryStore telemetry) =>
            TypedResults.Ok(MetricReader.List(telemetry.Metrics, new QueryReader(request.Query).Texts("resource"))));
        routes.MapGet("/metrics/series", (HttpRequest request, TelemetryStore telemetry, TimeProvider time) =>
            Series(telemetry.Metrics, new(request.Query), time));
    }

    private static IResult Series(MetricStore metrics, QueryReader query, TimeProvider time)
    {
        var wanted = SeriesQuery.Read(query);
        return MetricReader.Chart(metrics, wanted, TimeWindow.Of(SeriesQuery.ReadMinutes(query), time.GetUtcNow())) is { } chart
            ? TypedResults.Ok(chart)
            : TypedResults.Problem($"Nobody has measured '{wanted.Name}' of '{wanted.Meter}' yet.", statusCode: StatusCodes.Status404NotFound, title: "Unknown instrument");
    }
}
