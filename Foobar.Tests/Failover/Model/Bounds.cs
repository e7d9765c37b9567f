namespace Foobar.Tests.Failover.Model;

/// <summary>How far the search goes.</summary>
/// <param name="Writes">Writes of clients.</param>
/// <param name="Faults">Kills, freezes, cuts and requests, all together. Repairs are free.</param>
/// <param name="Versions">The highest version of a record.</param>
internal sealed record Bounds(int Writes, int Faults, ulong Versions);
