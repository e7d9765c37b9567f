using Foobar.MySql;
using Foobar.Web.Consistency;
using Foobar.Web.System;
using MySqlConnector;

namespace Foobar.Web.Links;

/// <summary>Makes and deletes links on the primary, and notes what the client has to see from then on.</summary>
internal sealed class LinkWriter(ReplicatedMySql mysql, ReaderConsistency consistency, ServedBy servedBy)
{
    /// <summary>Adds a link, or finds the one that the same key has made before.</summary>
    /// <param name="link">What to add; its id is given by the database.</param>
    /// <param name="ownerHash">Whose it is.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="fingerprint">What tells another request with the same key.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public Task<AddLinkResult> AddAsync(
        Link link, byte[] ownerHash, string key, byte[] fingerprint, CancellationToken cancellationToken) =>
        // The key makes it safe to repeat.
        WriteAsync(connection => AddAsync(connection, link, ownerHash, key, fingerprint), cancellationToken);

    /// <summary>Marks a link as deleted now, also one that was deleted before.</summary>
    public Task<DeleteLinkOutcome> DeleteAsync(string code, byte[] ownerHash, CancellationToken cancellationToken) =>
        WriteAsync(connection => DeleteAsync(connection, code, ownerHash), cancellationToken);

    private async Task<T> WriteAsync<T>(Func<MySqlNodeConnection, Task<T>> write, CancellationToken cancellationToken)
    {
        var written = await mysql.WriteAsync(
            async connection => (connection.Node, Result: await write(connection)), isIdempotent: true, cancellationToken);
        consistency.Record(written.Token);
        servedBy.DatabaseNode = written.Value.Node;
        return written.Value.Result;
    }

    private static async Task<AddLinkResult> AddAsync(
        MySqlNodeConnection connection, Link link, byte[] ownerHash, string key, byte[] fingerprint)
    {
        await using var insert = connection.CreateCommand(
            """
            insert into links (code, url, created_at, expires_at, owner_hash, idempotency_key, request_fingerprint)
            values (@code, @url, @createdAt, @expiresAt, @owner, @key, @fingerprint)
            """,
            ("@code", link.Code),
            ("@url", link.Url),
            ("@createdAt", link.CreatedAt),
            ("@expiresAt", link.ExpiresAt),
            ("@owner", ownerHash),
            ("@key", key),
            ("@fingerprint", fingerprint));
        try
        {
            await insert.ExecuteNonQueryAsync();
            return new(AddLinkOutcome.Added, link with { Id = (ulong)insert.LastInsertedId });
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return await FindByKeyAsync(connection, ownerHash, key, fingerprint);
        }
    }

    // Which of the two keys was the duplicate: this request's own, or the code? Whoever knows another's key, and not the
    // token that came with it, is another.
    private static async Task<AddLinkResult> FindByKeyAsync(
        MySqlNodeConnection connection, byte[] ownerHash, string key, byte[] fingerprint)
    {
        await using var command = connection.CreateCommand(
            $"""
            select {LinkStore.Columns}, request_fingerprint = @fingerprint and (owner_hash is null or owner_hash = @owner)
            from links where idempotency_key = @key
            """,
            ("@key", key),
            ("@fingerprint", fingerprint),
            ("@owner", ownerHash));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return new(AddLinkOutcome.CodeTaken);
        }

        return reader.GetBoolean(5) ? new(AddLinkOutcome.Added, LinkStore.Read(reader)) : new(AddLinkOutcome.KeyReused);
    }

    private static async Task<DeleteLinkOutcome> DeleteAsync(MySqlNodeConnection connection, string code, byte[] ownerHash)
    {
        await using var delete = connection.CreateCommand(
            "update links set deleted_at = utc_timestamp(6) where code = @code and owner_hash = @owner",
            ("@code", code),
            ("@owner", ownerHash));
        if (await delete.ExecuteNonQueryAsync() > 0)
        {
            return DeleteLinkOutcome.Deleted;
        }

        await using var find = connection.CreateCommand("select 1 from links where code = @code", ("@code", code));
        return await find.ExecuteScalarAsync() is null ? DeleteLinkOutcome.NotFound : DeleteLinkOutcome.NotOwner;
    }
}
