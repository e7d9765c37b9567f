namespace Foobar.MySql;

/// <summary>
/// The node that a command needs cannot be reached, does not answer in time or refuses writes. Trying again later is
/// sensible. A write that failed this way may still have been done.
/// </summary>
public sealed class MySqlUnavailableException : Exception
{
    internal MySqlUnavailableException(string node, Exception innerException)
        : base($"MySQL node '{node}' is unavailable: {innerException.Message}", innerException) => Node = node;

    /// <summary>The name of the node, such as <c>mysql-1</c>.</summary>
    public string Node { get; }
}
