using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Foobar.Hosting.Dashboard.Telemetry.Overview;
using Foobar.Hosting.Dashboard.Telemetry.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>What the application says of itself: logs, traces, metrics.</summary>
internal static class TelemetryEndpoints
{
    public static void MapTelemetry(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").AddEndpointFilter(ExplainAsync);
        group.MapGet("/telemetry", (TelemetryStore telemetry) => TypedResults.Ok(View(telemetry)));
        group.MapLogs();
        group.MapTraces();
        group.MapMetrics();
        group.MapOverview();
    }

    private static TelemetryView View(TelemetryStore telemetry)
    {
        var instruments = telemetry.Metrics.CountInstrumentsByResource();
        return new(
            [.. telemetry.Resources.All.Select(r => new TelemetryResourceView(r.Name, r.ServiceName, r.InstanceId, r.Attributes, r.Logs, r.Spans, instruments.GetValueOrDefault(r)))],
            new(telemetry.Logs.Usage, telemetry.Traces.Usage, telemetry.Metrics.Usage),
            telemetry.Rejected);
    }

    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (QueryException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest, title: "This cannot be asked");
        }
    }
}
