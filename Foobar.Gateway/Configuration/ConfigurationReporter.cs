using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Configuration;

/// <summary>Says in the log what became of a change of the configuration's files.</summary>
internal sealed partial class ConfigurationReporter(GatewayConfiguration configuration, ILogger<ConfigurationReporter> logger) : IHostedService
{
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = ChangeToken.OnChange(configuration.GetChangeToken, Report);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private void Report()
    {
        if (configuration.Problem is { } problem)
        {
            LogRefused(problem);
        }
        else
        {
            LogTaken();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The configuration was changed and cannot be used, so it stays as it was: {Problem}")]
    private partial void LogRefused(string problem);

    [LoggerMessage(2, LogLevel.Information, "The configuration was changed, and is in force")]
    private partial void LogTaken();
}
