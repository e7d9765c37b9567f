using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Management;

internal sealed partial class ReplicationMonitor
{
    [LoggerMessage(LogLevel.Information, "{Reason}")]
    private partial void LogStep(string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogFailure(string reason);

    [LoggerMessage(LogLevel.Error,
        "Not opened, so that no data is lost: {Reason}. Find out which data is right. If it is the primary's, stop the AppHost and delete the replica's folder or, where it is a container, its volume; it is built again from the primary's binary log.")]
    private partial void LogRefusal(string reason);

    [LoggerMessage(LogLevel.Error, "{Server} has not started; its log and that of the setup say why")]
    private partial void LogServerFailed(string server);

    [LoggerMessage(LogLevel.Error, "An unexpected error; the servers are looked at again")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(LogLevel.Error, "The servers are not managed any more")]
    private partial void LogCrash(Exception exception);
}
