using System.Data.Common;
using Foobar.MySql;
using Foobar.Web.Consistency;
using Foobar.Web.Links.Clicks;
using Foobar.Web.System;

namespace Foobar.Web.Links;

/// <summary>Reads links from MySQL. Reads see what the client of this request has written.</summary>
internal sealed class LinkStore(ReplicatedMySql mysql, ReaderConsistency consistency, ServedBy servedBy)
{
    public const string Columns = "id, code, url, created_at, expires_at";

    /// <summary>Finds a link by its code, also a deleted one.</summary>
    public Task<StoredLink?> FindAsync(string code, CancellationToken cancellationToken) =>
        ReadAsync(connection => FindAsync(connection, code), cancellationToken);

    /// <summary>Finds a link and its clicks of each day since a day.</summary>
    public Task<(StoredLink? Link, ClickHistory Clicks)> FindWithClicksAsync(
        string code, DateOnly since, CancellationToken cancellationToken) =>
        ReadAsync(
            async connection =>
            {
                var link = await FindAsync(connection, code);
                return (link, link is null ? ClickHistory.None : await ClickQueries.ReadHistoryAsync(connection, link.Link.Id, since));
            },
            cancellationToken);

    /// <summary>Lists the links of an owner that are not deleted, newest first.</summary>
    /// <param name="ownerHash">Whose.</param>
    /// <param name="afterId">Only links older than this one; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public Task<List<Link>> ListAsync(byte[] ownerHash, ulong? afterId, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand(
                    $"""
                    select {Columns} from links
                    where owner_hash = @owner and id < @afterId and deleted_at is null
                    order by id desc limit @limit
                    """,
                    ("@owner", ownerHash),
                    ("@afterId", afterId ?? ulong.MaxValue),
                    ("@limit", limit));
                await using var reader = await command.ExecuteReaderAsync();
                var links = new List<Link>(limit);
                while (await reader.ReadAsync())
                {
                    links.Add(Read(reader));
                }

                return links;
            },
            cancellationToken);

    /// <summary>How often each of the links was followed.</summary>
    public Task<IReadOnlyDictionary<ulong, long>> CountClicksAsync(IReadOnlyList<Link> links, CancellationToken cancellationToken) =>
        ReadAsync(connection => ClickQueries.CountAsync(connection, [.. links.Select(link => link.Id)]), cancellationToken);

    public static Link Read(DbDataReader reader) => new(
        reader.GetFieldValue<ulong>(0),
        reader.GetString(1),
        reader.GetString(2),
        ReadTime(reader, 3),
        reader.IsDBNull(4) ? null : ReadTime(reader, 4));

    private static async Task<StoredLink?> FindAsync(MySqlNodeConnection connection, string code)
    {
        await using var command = connection.CreateCommand(
            $"select {Columns}, owner_hash, deleted_at is not null from links where code = @code", ("@code", code));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new(Read(reader), reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5), reader.GetBoolean(6))
            : null;
    }

    private async Task<T> ReadAsync<T>(Func<MySqlNodeConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        // The node comes with the answer: a query that was given up may still run on another.
        var (node, answer) = await mysql.ReadAsync(
            async connection => (connection.Node, await query(connection)), consistency.Token, cancellationToken);
        servedBy.DatabaseNode = node;
        return answer;
    }

    private static DateTime ReadTime(DbDataReader reader, int ordinal) =>
        DateTime.SpecifyKind(reader.GetDateTime(ordinal), DateTimeKind.Utc);
}
