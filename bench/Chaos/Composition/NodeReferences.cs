using System.Globalization;
using System.Net;
using Foobar.Bench;
using Foobar.Chaos.Network;
using MySqlConnector;

namespace Foobar.Chaos.Composition;

/// <summary>
/// Learns how a process reaches the nodes, from the environment that it is about to be started with, and leads it over links
/// where there are any.
/// </summary>
/// <param name="process">The name of the resource.</param>
/// <param name="links">The links; null to leave the environment as it is.</param>
internal sealed class NodeReferences(string process, NodeLinks? links)
{
    private readonly Dictionary<string, string> _direct = [];

    /// <summary>How the process would reach a node without a link in between.</summary>
    public string ConnectionString(string node) => _direct.TryGetValue(node, out var value)
        ? value
        : throw new BenchException($"{process} was given no connection string of {node}.");

    /// <summary>Reads and changes the environment, each time the process starts.</summary>
    public async Task ApplyAsync(EnvironmentCallbackContext context)
    {
        foreach (var node in ResourceNames.Nodes)
        {
            if (await ReadAsync(context, ResourceNames.ConnectionString(node)) is not { } value)
            {
                continue;
            }

            _direct[node] = value;
            if (links is not null)
            {
                var connection = new MySqlConnectionStringBuilder(value);
                var link = Lead(links[process, node], connection.Server, connection.Port.ToString(CultureInfo.InvariantCulture));
                connection.Server = link.Address.ToString();
                connection.Port = (uint)link.Port;
                context.EnvironmentVariables[ResourceNames.ConnectionString(node)] = connection.ConnectionString;
            }
        }
    }

    /// <summary>Leads replication over links too: the manager tells each node where it reaches the other.</summary>
    public async Task ApplyPeersAsync(EnvironmentCallbackContext context)
    {
        if (links is null)
        {
            return;
        }

        for (var i = 0; await ReadAsync(context, Setting(i, "Name")) is { } node; i++)
        {
            var host = await ReadAsync(context, Setting(i, "PeerHost"));
            var port = await ReadAsync(context, Setting(i, "PeerPort"));
            var link = Lead(links[ResourceNames.PeerOf(node), node], host!, port!);
            context.EnvironmentVariables[Setting(i, "PeerHost")] = link.Address.ToString();
            context.EnvironmentVariables[Setting(i, "PeerPort")] = link.Port.ToString(CultureInfo.InvariantCulture);
        }

        static string Setting(int index, string name) => string.Create(CultureInfo.InvariantCulture, $"Failover__Nodes__{index}__{name}");
    }

    private static IPEndPoint Lead(LinkProxy link, string host, string port)
    {
        link.Target = new DnsEndPoint(host, int.Parse(port, CultureInfo.InvariantCulture));
        return link.EndPoint;
    }

    private static async Task<string?> ReadAsync(EnvironmentCallbackContext context, string name) =>
        context.EnvironmentVariables.GetValueOrDefault(name) switch
        {
            null => null,
            IValueProvider provider => await provider.GetValueAsync(context.CancellationToken),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
