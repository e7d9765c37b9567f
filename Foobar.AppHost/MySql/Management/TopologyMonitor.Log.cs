using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Management;

internal sealed partial class TopologyMonitor
{
    [LoggerMessage(LogLevel.Information, "{Reason}")]
    private partial void LogReason(string reason);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private partial void LogHelpNeeded(string reason);

    [LoggerMessage(LogLevel.Warning, "{Silence}")]
    private partial void LogSilence(string silence);

    [LoggerMessage(LogLevel.Error, "{Part} has not started; its log and that of the setup say why")]
    private partial void LogPartFailed(string part);
}
