using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Foobar.Hosting.Dashboard.Telemetry.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.Telemetry.Logs;

/// <summary>The structured logs: pages, live, and one by one.</summary>
internal static class LogEndpoints
{
    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/logs", (HttpRequest request, TelemetryStore telemetry) =>
            TypedResults.Ok(LogReader.Page(telemetry.Logs, LogQuery.Read(new(request.Query)))));
        routes.MapGet("/logs/stream", Stream);
        routes.MapGet("/logs/{id:long}", (TelemetryStore telemetry, long id) => Details(telemetry.Logs, id));
        routes.MapGet("/logs/attributes", (TelemetryStore telemetry) => TypedResults.Ok(telemetry.Logs.AttributeNames));
    }

    private static IResult Details(LogStore logs, long id) => logs.Find(id) is { } entry
        ? TypedResults.Ok(new LogDetailsView(entry))
        : TypedResults.Problem($"There is no log record {id}; it may have made room for newer ones.", statusCode: StatusCodes.Status404NotFound, title: "Unknown log record");

    private static ServerSentEventsResult<BatchView<LogView>> Stream(
        HttpRequest request, TelemetryStore telemetry, IHostApplicationLifetime lifetime, [FromHeader(Name = "Last-Event-ID")] string? reconnectedAfter)
    {
        var query = new QueryReader(request.Query);
        var after = long.TryParse(reconnectedAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : query.Number("after");
        return TypedResults.ServerSentEvents(WatchAsync(telemetry.Logs, LogQuery.Read(query) with { Before = null }, after, lifetime.ApplicationStopping));
    }

    private static async IAsyncEnumerable<SseItem<BatchView<LogView>>> WatchAsync(LogStore logs, LogQuery query, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Ids begin anew with the application host; one that is yet to come is of an earlier run.
        if (after > logs.Version)
        {
            after = null;
        }

        await foreach (var version in PacedChanges.WatchAsync(() => logs.Version, cancellationToken))
        {
            // Without a position the newest are a beginning, and those before them not missing but older.
            var batch = LogReader.Batch(logs, query, after ?? 0, after is null ? query.Limit : LogReader.MaxItemsOfBatch);
            var shown = after is null ? batch with { Skipped = 0 } : batch;
            after = batch.Items.Count > 0 ? Math.Max(version, batch.Items[^1].Id) : version;
            yield return new(shown, "logs") { EventId = after.Value.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
