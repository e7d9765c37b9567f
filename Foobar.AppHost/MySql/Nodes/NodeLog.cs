using Microsoft.Extensions.Logging;

namespace Foobar.AppHost.MySql.Nodes;

internal static partial class NodeLog
{
    [LoggerMessage(LogLevel.Information, "{Choice}")]
    public static partial void LogChoice(this ILogger logger, string choice);

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    public static partial void LogSetupFailed(this ILogger logger, string problem);
}
