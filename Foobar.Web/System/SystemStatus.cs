namespace Foobar.Web.System;

/// <summary>Answer of <c>GET /api/system</c>.</summary>
/// <param name="Server">The web server that answered.</param>
/// <param name="StartedAt">Since when it runs (UTC).</param>
/// <param name="Database">The database node that answered it, or null if none did.</param>
public sealed record SystemStatus(string Server, DateTime StartedAt, DatabaseStatus? Database);

/// <summary>A database node as it describes itself.</summary>
/// <param name="Node">Its name, such as <c>mysql-2</c>.</param>
/// <param name="Version">MySQL's version.</param>
/// <param name="ServerUuid">MySQL's own identity of the server.</param>
/// <param name="ReadOnly">Whether it refuses writes (<c>super_read_only</c>).</param>
public sealed record DatabaseStatus(string Node, string Version, string ServerUuid, bool ReadOnly);
