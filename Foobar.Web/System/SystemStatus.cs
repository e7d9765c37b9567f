namespace Foobar.Web.System;

/// <summary>Answer of <c>GET /api/system</c>.</summary>
/// <param name="Server">The web server that answered.</param>
/// <param name="StartedAt">Since when it runs (UTC).</param>
/// <param name="Requests">How many requests it has had since then, probes not counted.</param>
/// <param name="Database">The database node that answered it, or null if none did.</param>
/// <param name="Roles">Who does what in the pair, as this web server sees it.</param>
public sealed record SystemStatus(string Server, DateTime StartedAt, long Requests, DatabaseStatus? Database, RolesStatus Roles);

/// <summary>The roles of the database nodes.</summary>
/// <param name="Primary">The node that takes writes, or null if none is known to.</param>
/// <param name="Replica">The node that takes reads, or null if the primary has to.</param>
/// <param name="Term">The number of the primary's reign; 0 without one.</param>
/// <param name="Lag">How far the replica is behind, in seconds; null when unknown.</param>
public sealed record RolesStatus(string? Primary, string? Replica, ulong Term, double? Lag);

/// <summary>A database node as it describes itself.</summary>
/// <param name="Node">Its name, such as <c>mysql-2</c>.</param>
/// <param name="Version">MySQL's version.</param>
/// <param name="ServerUuid">MySQL's own identity of the server.</param>
/// <param name="ReadOnly">Whether it refuses writes (<c>read_only</c>).</param>
public sealed record DatabaseStatus(string Node, string Version, string ServerUuid, bool ReadOnly);
