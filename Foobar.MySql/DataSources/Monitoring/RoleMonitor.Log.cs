using Microsoft.Extensions.Logging;

namespace Foobar.MySql;

internal sealed partial class RoleMonitor
{
    [LoggerMessage(1, LogLevel.Information, "MySQL node '{Node}' is the primary (term {Term})")]
    private partial void LogPrimary(string node, ulong term);

    [LoggerMessage(2, LogLevel.Warning, "No MySQL node is known to be the primary; '{Node}' was")]
    private partial void LogNoPrimary(string node);

    [LoggerMessage(3, LogLevel.Warning, "MySQL node '{Node}' takes no requests: {Reason}")]
    private partial void LogSilent(string node, string? reason);

    [LoggerMessage(4, LogLevel.Information, "MySQL node '{Node}' is available")]
    private partial void LogAvailable(string node);
}
