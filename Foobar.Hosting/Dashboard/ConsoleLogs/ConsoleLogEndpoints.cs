using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.ConsoleLogs;

/// <summary>The console log of a resource, or of all, live and as a file.</summary>
internal static class ConsoleLogEndpoints
{
    // Keeps a single message small enough to be parsed between two frames.
    private const int LinesPerMessage = 1_000;

    public static void MapConsoleLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/resources/{id}/console/stream", Stream);
        routes.MapGet("/api/resources/{id}/console/download", DownloadAsync);
        routes.MapGet("/api/console/stream", (AllConsoleLogs logs, IHostApplicationLifetime lifetime) =>
            TypedResults.ServerSentEvents(WatchAllAsync(logs, lifetime.ApplicationStopping)));
        routes.MapGet("/api/console/download", DownloadAllAsync);
    }

    private static IResult Stream(
        ResourceDirectory resources,
        ResourceLoggerService loggers,
        IHostApplicationLifetime lifetime,
        string id,
        [FromHeader(Name = "Last-Event-ID")] string? reconnectedAfter,
        [FromQuery] string? after) =>
        resources.TryGet(id, out var state)
            ? TypedResults.ServerSentEvents(WatchAsync(loggers.WatchAsync(state.ResourceId), ConsolePosition.Parse(reconnectedAfter ?? after), lifetime.ApplicationStopping))
            : ResourceProblems.UnknownResource(id);

    private static async IAsyncEnumerable<SseItem<IReadOnlyList<ConsoleLineView>>> WatchAsync(IAsyncEnumerable<IReadOnlyList<LogLine>> log, int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in log.PacedAsync(cancellationToken))
        {
            foreach (var lines in batch.Where(line => line.LineNumber > after).Chunk(LinesPerMessage))
            {
                yield return new([.. lines.Select(line => new ConsoleLineView(line.LineNumber, line.Content, line.IsErrorMessage))], "lines")
                {
                    EventId = ConsolePosition.Format(lines[^1].LineNumber),
                };
            }
        }
    }

    // A connection that begins anew begins at the beginning: its name tells the reader to forget what it had.
    private static async IAsyncEnumerable<SseItem<IReadOnlyList<ConsoleLineView>>> WatchAllAsync(AllConsoleLogs logs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = Guid.NewGuid().ToString("N");
        await foreach (var batch in logs.WatchAsync(cancellationToken).PacedAsync(cancellationToken))
        {
            foreach (var lines in batch.Chunk(LinesPerMessage))
            {
                yield return new(lines, "lines") { EventId = connection };
            }
        }
    }

    private static async Task<IResult> DownloadAsync(ResourceDirectory resources, ResourceLoggerService loggers, string id)
    {
        if (!resources.TryGet(id, out var state))
        {
            return ResourceProblems.UnknownResource(id);
        }

        var text = new StringBuilder();
        await foreach (var batch in loggers.GetAllAsync(state.ResourceId))
        {
            foreach (var line in batch)
            {
                text.Append(line.Content).Append('\n');
            }
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"{state.ResourceId}.log");
    }

    private static async Task<IResult> DownloadAllAsync(AllConsoleLogs logs, ApplicationView application)
    {
        var text = new StringBuilder();
        foreach (var line in await logs.ReadAsync())
        {
            text.Append(line.Resource).Append(' ').Append(line.Text).Append('\n');
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"{application.Name}.log");
    }
}
