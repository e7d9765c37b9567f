using System.Diagnostics;
using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Web.Links.Clicks;

/// <summary>
/// Writes the clicks to the primary twice a second, and a last time when the server stops. What cannot be written waits for
/// the next time, under the same name; until then later clicks stay in the counter, where those of a link are one number.
/// </summary>
internal sealed partial class ClickRecorder(ClickCounter counter, ClickStore store, TimeProvider time, ILogger<ClickRecorder> logger)
    : BackgroundService
{
    private const int MaxRows = 500;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_lastChance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_forgetInterval = TimeSpan.FromMinutes(10);

    private readonly Queue<ClickBatch> _batches = [];
    private long _forgottenAt = time.GetTimestamp();
    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryWriteAsync(stoppingToken);
        }

        // The requests have ended before this is told to stop.
        using var lastChance = new CancellationTokenSource(s_lastChance, time);
        if (!await TryWriteAsync(lastChance.Token))
        {
            LogLost(_batches.SelectMany(batch => batch.Clicks).Concat(counter.Take().Clicks).Sum(clicks => clicks.Clicks));
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        if (_batches.Count > 0 && !await TryWriteBatchesAsync([], cancellationToken))
        {
            return false;
        }

        var (clicks, origins) = counter.Take();
        foreach (var rows in clicks.Chunk(MaxRows))
        {
            _batches.Enqueue(new(Guid.NewGuid(), rows));
        }

        return _batches.Count == 0 || await TryWriteBatchesAsync(origins, cancellationToken);
    }

    private async Task<bool> TryWriteBatchesAsync(IReadOnlyList<ActivityContext> origins, CancellationToken cancellationToken)
    {
        // A trace of its own that names some of those it comes from, and not a part of any one of them.
        Activity.Current = null;
        using var activity = WebActivities.Source.StartActivity(
            "clicks.record", ActivityKind.Internal, parentContext: default, links: origins.Select(origin => new ActivityLink(origin)));
        try
        {
            while (_batches.TryPeek(out var batch))
            {
                await store.AddAsync(batch, cancellationToken);
                _batches.Dequeue();
            }

            await ForgetAsync(cancellationToken);
            Announce(isFailing: false, "");
            return true;
        }
        catch (Exception exception) when (exception is MySqlUnavailableException or MySqlException or OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Announce(isFailing: true, exception.Message);
            return false;
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_forgottenAt) > s_forgetInterval)
        {
            _forgottenAt = time.GetTimestamp();
            await store.ForgetAsync(cancellationToken);
        }
    }

    private void Announce(bool isFailing, string reason)
    {
        if (isFailing != _isFailing)
        {
            _isFailing = isFailing;
            if (isFailing)
            {
                LogFailing(reason);
            }
            else
            {
                LogRecovered();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Clicks cannot be written and are kept in memory: {Reason}")]
    private partial void LogFailing(string reason);

    [LoggerMessage(2, LogLevel.Information, "Clicks are written again")]
    private partial void LogRecovered();

    [LoggerMessage(3, LogLevel.Error, "{Clicks} clicks are lost: no primary took them before the server had to end")]
    private partial void LogLost(long clicks);
}
