using System.Data.Common;
using Foobar.MySql;
using Foobar.Web.Consistency;
using Foobar.Web.System;
using MySqlConnector;

namespace Foobar.Web.Links;

/// <summary>The links in MySQL. Reads see what the client of this request has written.</summary>
internal sealed class LinkStore(ReplicatedMySql mysql, ReaderConsistency consistency, ServedBy servedBy)
{
    private const string Columns = "id, code, url, created_at";

    /// <summary>Adds a link, or finds the one that the same key has made before.</summary>
    /// <param name="link">What to add; its id is given by the database.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="fingerprint">What tells another request with the same key.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public async Task<AddLinkResult> AddAsync(Link link, string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        // The key makes it safe to repeat.
        var written = await mysql.WriteAsync(
            async connection => (connection.Node, Result: await AddAsync(connection, link, key, fingerprint)),
            isIdempotent: true,
            cancellationToken);
        consistency.Record(written.Token);
        servedBy.DatabaseNode = written.Value.Node;
        return written.Value.Result;
    }

    /// <summary>Finds a link by its code.</summary>
    public Task<Link?> FindAsync(string code, CancellationToken cancellationToken) =>
        ReadAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand(
                    $"select {Columns} from links where code = @code", ("@code", code));
                await using var reader = await command.ExecuteReaderAsync();
                return await reader.ReadAsync() ? Read(reader) : null;
            },
            cancellationToken);

    /// <summary>Lists links, newest first.</summary>
    /// <param name="afterId">Only links older than this one; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public Task<List<Link>> ListAsync(ulong? afterId, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand(
                    $"select {Columns} from links where id < @afterId order by id desc limit @limit",
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

    private async Task<T> ReadAsync<T>(Func<MySqlNodeConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        // The node comes with the answer: a query that was given up may still run on another.
        var (node, answer) = await mysql.ReadAsync(
            async connection => (connection.Node, await query(connection)), consistency.Token, cancellationToken);
        servedBy.DatabaseNode = node;
        return answer;
    }

    private static async Task<AddLinkResult> AddAsync(MySqlNodeConnection connection, Link link, string key, byte[] fingerprint)
    {
        await using var insert = connection.CreateCommand(
            """
            insert into links (code, url, created_at, idempotency_key, request_fingerprint)
            values (@code, @url, @createdAt, @key, @fingerprint)
            """,
            ("@code", link.Code),
            ("@url", link.Url),
            ("@createdAt", link.CreatedAt),
            ("@key", key),
            ("@fingerprint", fingerprint));
        try
        {
            await insert.ExecuteNonQueryAsync();
            return new(AddLinkOutcome.Added, link with { Id = (ulong)insert.LastInsertedId });
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return await FindByKeyAsync(connection, key, fingerprint);
        }
    }

    // Which of the two keys was the duplicate: this request's own, or the code?
    private static async Task<AddLinkResult> FindByKeyAsync(MySqlNodeConnection connection, string key, byte[] fingerprint)
    {
        await using var command = connection.CreateCommand(
            $"select {Columns}, request_fingerprint from links where idempotency_key = @key", ("@key", key));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return new(AddLinkOutcome.CodeTaken);
        }

        return reader.GetFieldValue<byte[]>(4).AsSpan().SequenceEqual(fingerprint)
            ? new(AddLinkOutcome.Added, Read(reader))
            : new(AddLinkOutcome.KeyReused);
    }

    private static Link Read(DbDataReader reader) => new(
        reader.GetFieldValue<ulong>(0),
        reader.GetString(1),
        reader.GetString(2),
        DateTime.SpecifyKind(reader.GetDateTime(3), DateTimeKind.Utc));
}
