using MySqlConnector;

namespace Foobar.MySql;

/// <summary>What a failure says about the write.</summary>
internal enum WriteFailure
{
    /// <summary>The server understood and refused: it would again.</summary>
    OfStatement,

    /// <summary>Nothing was changed and nothing is wrong with the node: it may succeed at once.</summary>
    Transient,

    /// <summary>Nothing was changed, and this node takes no writes now.</summary>
    Refused,

    /// <summary>Nobody knows whether it was done.</summary>
    Unknown,
}

internal static class WriteFailures
{
    private const MySqlErrorCode ReadOnlyMode = (MySqlErrorCode)1836;
    private const MySqlErrorCode ServerOfflineMode = (MySqlErrorCode)3032;

    /// <summary>Classifies the failure of a command on a connection that had been open.</summary>
    public static WriteFailure Classify(MySqlException exception) =>
        Classify(exception.ErrorCode, isBroken: exception.InnerException is IOException or System.Net.Sockets.SocketException);

    internal static WriteFailure Classify(MySqlErrorCode code, bool isBroken) => code switch
    {
        _ when isBroken => WriteFailure.Unknown,
        MySqlErrorCode.LockDeadlock => WriteFailure.Transient,
        MySqlErrorCode.OptionPreventsStatement or ReadOnlyMode or ServerOfflineMode => WriteFailure.Refused,
        MySqlErrorCode.CommandTimeoutExpired
            or MySqlErrorCode.UnableToConnectToHost
            or MySqlErrorCode.ServerShutdown
            or MySqlErrorCode.NormalShutdown
            or MySqlErrorCode.QueryInterrupted => WriteFailure.Unknown,
        _ => WriteFailure.OfStatement,
    };
}
