using System.Net.Sockets;
using MySqlConnector;

namespace Foobar.MySql;

internal static class MySqlFailures
{
    /// <summary>
    /// Whether the node, rather than the statement, is at fault: unreachable, gone in the middle, too slow, or read-only.
    /// </summary>
    public static bool IsNodeFailure(this MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.UnableToConnectToHost
            or MySqlErrorCode.CommandTimeoutExpired
            or MySqlErrorCode.ConnectionCountError
            or MySqlErrorCode.ServerShutdown
            or MySqlErrorCode.NormalShutdown
            or MySqlErrorCode.QueryInterrupted
            or MySqlErrorCode.OptionPreventsStatement
            or (MySqlErrorCode)1836 // ER_READ_ONLY_MODE
        || exception.InnerException is IOException or SocketException;
}
