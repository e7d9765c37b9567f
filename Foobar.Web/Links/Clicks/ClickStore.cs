using System.Globalization;
using System.Text;
using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Web.Links.Clicks;

/// <summary>Adds clicks to those in MySQL.</summary>
internal sealed class ClickStore(ReplicatedMySql mysql)
{
    // Longer than any server holds on to a batch that it could not write.
    private const int BatchMemoryDays = 1;
    private const int MaxForgotten = 10_000;

    /// <summary>Counts a batch, once, however often it is given.</summary>
    public Task AddAsync(ClickBatch batch, CancellationToken cancellationToken) =>
        mysql.WriteAsync(connection => AddAsync(connection, batch), isIdempotent: true, cancellationToken);

    /// <summary>Forgets the names of old batches.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => mysql.WriteAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand(
                "delete from click_batches where received_at < utc_timestamp(6) - interval @days day limit @limit",
                ("@days", BatchMemoryDays),
                ("@limit", MaxForgotten));
            return await command.ExecuteNonQueryAsync();
        },
        isIdempotent: true,
        cancellationToken);

    private static async Task<bool> AddAsync(MySqlNodeConnection connection, ClickBatch batch)
    {
        await using var transaction = await connection.Connection.BeginTransactionAsync();
        await using var name = connection.CreateCommand("insert into click_batches (id) values (@id)", ("@id", batch.Id.ToByteArray()));
        name.Transaction = transaction;
        try
        {
            await name.ExecuteNonQueryAsync();
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            // Counted before, although nobody heard of it.
            return false;
        }

        await using var add = connection.CreateCommand(
            $"""
            insert into link_clicks (link_id, day, clicks) values {Rows(batch.Clicks)} as added
            on duplicate key update clicks = link_clicks.clicks + added.clicks
            """);
        add.Transaction = transaction;
        await add.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    // Numbers and dates of our own: nothing that could be more than that.
    private static StringBuilder Rows(IReadOnlyList<LinkClicks> clicks)
    {
        var rows = new StringBuilder();
        foreach (var (link, day, count) in clicks)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{(rows.Length > 0 ? ", " : "")}({link}, '{day:yyyy-MM-dd}', {count})");
        }

        return rows;
    }
}
