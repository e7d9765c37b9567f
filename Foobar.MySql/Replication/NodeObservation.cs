namespace Foobar.MySql.Replication;

/// <summary>One look at one node: its state, or why there is none.</summary>
/// <param name="Name">The node's name, for people.</param>
/// <param name="State">The state, or <see langword="null"/> when the node did not answer.</param>
/// <param name="Error">Why the node did not answer; otherwise <see langword="null"/>.</param>
/// <param name="IsRefused">
/// Whether the connection was refused, and so nobody listens at its address: the connector does not say, but it had no time
/// to wait for anything.
/// </param>
public sealed record NodeObservation(string Name, NodeState? State, string? Error, bool IsRefused = false);
