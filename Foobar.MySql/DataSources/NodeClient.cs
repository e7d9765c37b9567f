using MySqlConnector;

namespace Foobar.MySql;

/// <summary>A server of the cluster as the client sees it: its name, how to connect to it, and whether that works.</summary>
internal sealed class NodeClient(
    string name, Func<CancellationToken, ValueTask<MySqlConnection>> connect, NodeAvailability availability)
{
    public string Name { get; } = name;

    public NodeAvailability Availability { get; } = availability;

    /// <exception cref="MySqlUnavailableException">No connection could be had, for whatever reason.</exception>
    public async ValueTask<MySqlNodeConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new MySqlNodeConnection(Name, await connect(cancellationToken));
        }
        catch (MySqlException exception)
        {
            throw new MySqlUnavailableException(Name, exception);
        }
    }
}
