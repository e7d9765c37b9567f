using Foobar.Chaos.Composition;

namespace Foobar.Chaos.Network;

/// <summary>The links between processes and nodes, each of which can be cut.</summary>
internal sealed class NodeLinks(LinkMode cut) : IAsyncDisposable
{
    private readonly Dictionary<(string From, string Node), LinkProxy> _links = [];

    /// <summary>The link over which something reaches a node. The peer's is the one over which it replicates.</summary>
    public LinkProxy this[string from, string node] => _links[(from, node)];

    /// <summary>Makes the links; they get their targets when the processes are started.</summary>
    public void Add(string from, string node) => _links.Add((from, node), new LinkProxy($"{from} → {node}"));

    /// <summary>Cuts what leads to a node from others, and in the case of its peer what leads from it as well.</summary>
    /// <returns>The links, to be mended.</returns>
    public IReadOnlyList<LinkProxy> Cut(string node, IEnumerable<string> from)
    {
        List<LinkProxy> links = [.. from.SelectMany(other => ResourceNames.Nodes.Contains(other)
            ? new[] { this[other, node], this[node, other] }
            : [this[other, node]])];
        links.ForEach(link => link.Mode = cut);
        return links;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }
    }
}
