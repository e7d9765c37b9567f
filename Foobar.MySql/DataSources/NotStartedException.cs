namespace Foobar.MySql;

/// <summary>A command was not begun, so it is certain to have no effect.</summary>
internal sealed class NotStartedException(string message, bool isNodeAtFault, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether the node has to be looked at before it is asked again.</summary>
    public bool IsNodeAtFault { get; } = isNodeAtFault;
}
