using Foobar.MySql;
using Foobar.MySql.Topology;
using MySqlConnector;
using OpenTelemetry;

namespace Foobar.Web.Links.Following;

/// <summary>Asks the primary four times a second what was deleted, so that no copy of it is followed.</summary>
internal sealed partial class DeletionWatcher(
    ReplicatedMySql mysql, DeletionLog deletions, LinkCache cache, TimeProvider time, ILogger<DeletionWatcher> logger) : BackgroundService
{
    // Together well below the notice period: a server that hears nothing notices that in time.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(500);

    /// <summary>How much older than the last answer a delete may be that it did not tell: one whose commit took its time.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private bool _isTold;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var noTraces = SuppressInstrumentationScope.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            await UpdateAsync(stoppingToken);
            await Task.Delay(s_interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UpdateAsync(CancellationToken stoppingToken)
    {
        var askedAt = time.GetTimestamp();
        var window = deletions.Silence is { } silence && silence < DeletionLog.Memory ? silence + Overlap : DeletionLog.Memory;
        try
        {
            if (mysql.Roles.Primary is null)
            {
                deletions.NotTold();
                Announce(isTold: false);
                return;
            }

            var news = await AskAsync(window, stoppingToken);
            foreach (var code in news.Codes)
            {
                deletions.Add(code);
                cache.Remove(code);
            }

            deletions.Told(askedAt - (long)(news.Age.TotalSeconds * time.TimestampFrequency));
            Announce(isTold: true);
        }
        catch (Exception exception) when (exception is TimeoutException or MySqlUnavailableException or MySqlException)
        {
            deletions.NotTold();
            Announce(isTold: false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<News> AskAsync(TimeSpan window, CancellationToken stoppingToken)
    {
        // As a write, since those go to the primary. Not cancelled: a write that is given up closes its node to others for a while.
        var asking = mysql.WriteAsync(connection => ReadAsync(connection, window), isIdempotent: true, CancellationToken.None);
        try
        {
            return (await asking.WaitAsync(s_timeout, time, stoppingToken)).Value;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _ = asking.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    // Times are compared by the clock that they were dated with: the primary's own.
    private static async Task<News> ReadAsync(MySqlNodeConnection connection, TimeSpan window)
    {
        await using var command = connection.CreateCommand(
            $"""
            select timestampdiff(microsecond, beat_at, utc_timestamp(6)) from {FailoverSchema.Heartbeat} where id = 1;
            select code from links where deleted_at >= utc_timestamp(6) - interval @seconds second
            """,
            ("@seconds", window.TotalSeconds));
        await using var reader = await command.ExecuteReaderAsync();

        // Without a heartbeat nobody knows whether this still is the primary.
        var age = await reader.ReadAsync() ? TimeSpan.FromMicroseconds(Math.Max(0, reader.GetInt64(0))) : DeletionLog.NoticePeriod;
        await reader.NextResultAsync();
        var codes = new List<string>();
        while (await reader.ReadAsync())
        {
            codes.Add(reader.GetString(0));
        }

        return new(age, codes);
    }

    private void Announce(bool isTold)
    {
        if (isTold != _isTold)
        {
            _isTold = isTold;
            if (isTold)
            {
                LogTold();
            }
            else
            {
                LogNotTold();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The primary tells what was deleted: links are followed from memory for a moment each")]
    private partial void LogTold();

    [LoggerMessage(2, LogLevel.Warning, "No primary tells what was deleted: links are followed from the database, or, while none answers, from memory")]
    private partial void LogNotTold();

    /// <param name="Age">How old the last heartbeat is: since then the node may have been replaced, unable to hear of it.</param>
    /// <param name="Codes">The codes of links that were deleted.</param>
    private sealed record News(TimeSpan Age, IReadOnlyList<string> Codes);
}
