using System.Diagnostics;
using System.Globalization;
using Foobar.MySql;

namespace Foobar.Web.Links.Following;

/// <param name="Node">The database node that answered.</param>
/// <param name="Link">The link, or null if there is none.</param>
/// <param name="IsDeleted">Whether it was deleted.</param>
internal readonly record struct LinkRead(string Node, FollowedLink? Link, bool IsDeleted);

/// <summary>Reads links by their codes, those that are asked for at the same time by one query.</summary>
internal sealed class LinkReader
{
    // Few, so that batches become large when much is asked.
    private const int MaxQueries = 2;

    // Statements are prepared for so many codes each.
    private static readonly int[] s_sizes = [1, 4, 16, 64];
    private static readonly string[] s_names = [.. Enumerable.Range(0, s_sizes[^1]).Select(i => string.Create(CultureInfo.InvariantCulture, $"@c{i}"))];
    private static readonly string[] s_statements = [.. s_sizes.Select(size =>
        $"select code, id, url, expires_at, deleted_at is not null from links where code in ({string.Join(", ", s_names.Take(size))})")];

    private readonly ReplicatedMySql _mysql;
    private readonly TimeProvider _time;
    private readonly Batcher<string, LinkRead> _batcher;

    public LinkReader(ReplicatedMySql mysql, TimeProvider time)
    {
        (_mysql, _time) = (mysql, time);
        _batcher = new(ReadAsync, MaxQueries, s_sizes[^1]);
    }

    /// <param name="code">A code that is well formed.</param>
    /// <param name="token">What the reader has written; none but those without one are read together.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="MySqlUnavailableException">No database answers.</exception>
    public async Task<LinkRead> ReadAsync(string code, ConsistencyToken? token, CancellationToken cancellationToken) => token is null
        ? await _batcher.AskAsync(code).WaitAsync(cancellationToken)
        : (await ReadAsync([code], token, cancellationToken))[code];

    private async Task<IReadOnlyDictionary<string, LinkRead>> ReadAsync(Batch<string> batch)
    {
        using var activity = batch.Others.Count == 0 ? null : WebActivities.Source.StartActivity(
            "links.read",
            ActivityKind.Internal,
            parentContext: default,
            links: batch.Others.OfType<Activity>().Select(other => new ActivityLink(other.Context)));
        return await ReadAsync(batch.Questions, token: null, CancellationToken.None);
    }

    private Task<IReadOnlyDictionary<string, LinkRead>> ReadAsync(
        IReadOnlyList<string> codes, ConsistencyToken? token, CancellationToken cancellationToken)
    {
        var readAt = _time.GetTimestamp();
        return _mysql.ReadAsync(connection => QueryAsync(connection, codes, readAt), token, cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, LinkRead>> QueryAsync(
        MySqlNodeConnection connection, IReadOnlyList<string> codes, long readAt)
    {
        var size = Array.FindIndex(s_sizes, size => size >= codes.Count);
        await using var command = connection.CreateCommand(s_statements[size]);
        for (var i = 0; i < s_sizes[size]; i++)
        {
            // What is too many asks for the last once more.
            command.Parameters.AddWithValue(s_names[i], codes[Math.Min(i, codes.Count - 1)]);
        }

        // Once for each connection; from then on the server need not read the statement.
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var found = codes.ToDictionary(code => code, _ => new LinkRead(connection.Node, null, false));
        while (await reader.ReadAsync())
        {
            var code = reader.GetString(0);
            var expiresAt = reader.IsDBNull(3) ? (DateTime?)null : DateTime.SpecifyKind(reader.GetDateTime(3), DateTimeKind.Utc);
            found[code] = new(connection.Node, new(reader.GetUInt64(1), code, reader.GetString(2), expiresAt, readAt), reader.GetBoolean(4));
        }

        return found;
    }
}
