using Foobar.AppHost.MySql.Faults;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>The two nodes of a pair, however they run.</summary>
/// <param name="Nodes">The nodes, in the order of their numbers.</param>
/// <param name="Setup">What has to be done before anything of the pair can start, or <see langword="null"/> if nothing has.</param>
/// <param name="DataFolder">Where their data is, for people.</param>
/// <param name="WitnessFolder">The folder on this machine that the failover manager of the given name keeps its own record in.</param>
/// <param name="GetPeerAddress">
/// Where a node is reached by its peer, as values of environment variables; they are known once the nodes run.
/// </param>
/// <param name="SendSignal">Sends a signal to a node's server.</param>
internal sealed record MySqlNodePair(
    IReadOnlyList<IResourceBuilder<IResourceWithEndpoints>> Nodes,
    IResourceBuilder<IResource>? Setup,
    Func<string> DataFolder,
    Func<string, string> WitnessFolder,
    Func<IResourceWithEndpoints, (object Host, object Port)> GetPeerAddress,
    SendSignal SendSignal);
