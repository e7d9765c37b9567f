using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Web.Migrations;

/// <summary>Migrates in the background, as often as it takes: the database may come up long after this server.</summary>
internal sealed partial class MigrationService(
    SchemaMigrator migrator, MigrationState state, TimeProvider time, ILogger<MigrationService> logger) : BackgroundService
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);

    private string? _lastReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = s_firstDelay;
        while (!await TryMigrateAsync(stoppingToken))
        {
            await Task.Delay(delay, time, stoppingToken);
            delay = delay * 2 < s_longestDelay ? delay * 2 : s_longestDelay;
        }

        state.Complete();
        LogReady();
    }

    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await migrator.TryMigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is MySqlUnavailableException or MySqlException)
        {
            if (exception.Message != _lastReason)
            {
                _lastReason = exception.Message;
                LogFailed(_lastReason);
            }

            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The schema is up to date")]
    private partial void LogReady();

    [LoggerMessage(2, LogLevel.Warning, "The schema cannot be brought up to date yet, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
