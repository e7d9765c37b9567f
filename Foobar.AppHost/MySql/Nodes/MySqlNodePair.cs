using Foobar.MySql.Replication;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>The two servers of a pair, however they run.</summary>
/// <param name="Primary">The server that takes writes.</param>
/// <param name="Replica">The server that follows it.</param>
/// <param name="DataFolder">Where their data is, for people.</param>
/// <param name="GetSourceAsync">Where the replica reaches the primary; known once the servers run.</param>
internal sealed record MySqlServers(
    IResourceBuilder<IResourceWithEndpoints> Primary,
    IResourceBuilder<IResourceWithEndpoints> Replica,
    Func<string> DataFolder,
    Func<CancellationToken, ValueTask<NodeAddress>> GetSourceAsync);
