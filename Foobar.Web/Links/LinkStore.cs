using System.Data.Common;
using Foobar.MySql;
using Foobar.Web.System;
using MySqlConnector;

namespace Foobar.Web.Links;

/// <summary>The links in MySQL: reads from the replica, writes to the primary.</summary>
internal sealed class LinkStore(ReplicatedMySql mysql, ServedBy servedBy)
{
    private const string Columns = "id, code, url, created_at";

    /// <returns>The link with its id, or null if the code is taken.</returns>
    public Task<Link?> TryAddAsync(string code, string url, DateTime createdAt, CancellationToken cancellationToken) =>
        mysql.OnPrimaryAsync<Link?>(async (connection, cancellation) =>
        {
            servedBy.DatabaseNode = connection.Node;
            await using var command = connection.CreateCommand(
                "insert into links (code, url, created_at) values (@code, @url, @createdAt)",
                ("@code", code),
                ("@url", url),
                ("@createdAt", createdAt));
            try
            {
                await command.ExecuteNonQueryAsync(cancellation);
                return new Link((ulong)command.LastInsertedId, code, url, createdAt);
            }
            catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
            {
                return null;
            }
        }, cancellationToken);

    /// <summary>Finds a link, also one made a moment ago that has not reached the replica.</summary>
    public Task<Link?> FindAsync(string code, CancellationToken cancellationToken) =>
        mysql.ReadAsync(
            async (connection, cancellation) =>
            {
                await using var command = connection.CreateCommand(
                    $"select {Columns} from links where code = @code", ("@code", code));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var link = await reader.ReadAsync(cancellation) ? Read(reader) : null;
                servedBy.DatabaseNode = connection.Node;
                return link;
            },
            isMiss: link => link is null,
            cancellationToken);

    /// <summary>Lists links, newest first.</summary>
    /// <param name="afterId">Only links older than this one; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public Task<List<Link>> ListAsync(ulong? afterId, int limit, CancellationToken cancellationToken) =>
        mysql.ReadAsync(async (connection, cancellation) =>
        {
            await using var command = connection.CreateCommand(
                $"select {Columns} from links where id < @afterId order by id desc limit @limit",
                ("@afterId", afterId ?? ulong.MaxValue),
                ("@limit", limit));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var links = new List<Link>(limit);
            while (await reader.ReadAsync(cancellation))
            {
                links.Add(Read(reader));
            }

            servedBy.DatabaseNode = connection.Node;
            return links;
        }, cancellationToken: cancellationToken);

    private static Link Read(DbDataReader reader) => new(
        reader.GetFieldValue<ulong>(0),
        reader.GetString(1),
        reader.GetString(2),
        DateTime.SpecifyKind(reader.GetDateTime(3), DateTimeKind.Utc));
}
