namespace Foobar.MySql.Replication;

/// <summary>
/// Where a node is reached. A node has two: one for clients and the manager, one for its peer; they differ where nodes
/// run in containers.
/// </summary>
/// <param name="Host">Host name or IP address.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
public readonly record struct NodeAddress(string Host, int Port)
{
    /// <inheritdoc />
    public override string ToString() => $"{Host}:{Port}";
}
