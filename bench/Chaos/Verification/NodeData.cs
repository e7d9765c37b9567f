using System.Globalization;
using MySqlConnector;

namespace Foobar.Chaos.Verification;

/// <summary>Looks at what a node holds.</summary>
internal sealed class NodeData(MySqlConnectionStringBuilder node)
{
    // Whole tables are read.
    private const int SlowestQuery = 120;

    private readonly string _connectionString = new MySqlConnectionStringBuilder(node.ConnectionString)
    {
        Pooling = false,
        ConnectionTimeout = 5,
        DefaultCommandTimeout = SlowestQuery,
    }.ConnectionString;

    /// <summary>All transactions that the node has committed.</summary>
    public async Task<string> GetExecutedAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT @@GLOBAL.gtid_executed", row => row.GetString(0), cancellationToken)).Single();

    /// <summary>Waits until the node has committed these transactions.</summary>
    /// <returns>Whether it did, within the time.</returns>
    public async Task<bool> WaitForAsync(string executed, TimeSpan limit, CancellationToken cancellationToken)
    {
        var statement = string.Create(CultureInfo.InvariantCulture, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{executed}', {limit.TotalSeconds})");
        return (await QueryAsync(statement, row => row.GetInt64(0), cancellationToken)).Single() == 0;
    }

    /// <summary>The code and the URL of the links whose URL begins so.</summary>
    public Task<List<(string Code, string Url)>> GetLinksAsync(string urlPrefix, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT code, url FROM links WHERE url LIKE '{urlPrefix}%'", row => (row.GetString(0), row.GetString(1)), cancellationToken);

    /// <summary>A checksum of each table of the application.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetChecksumsAsync(CancellationToken cancellationToken)
    {
        var columns = await QueryAsync(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position",
            row => (Table: row.GetString(0), Column: row.GetString(1)),
            cancellationToken);
        var checksums = new Dictionary<string, string>();
        foreach (var table in columns.GroupBy(c => c.Table, c => c.Column))
        {
            // In hexadecimal, so that bytes of any kind, and NULL, have one form.
            var row = string.Join(", ", table.Select(column => $"IFNULL(HEX(CONCAT(`{column}`)), '-')"));
            checksums[table.Key] = (await QueryAsync(
                $"SELECT CONCAT(COUNT(*), ' rows, ', HEX(IFNULL(BIT_XOR(CRC32(CONCAT_WS('#', {row}))), 0))) FROM `{table.Key}`",
                reader => reader.GetString(0),
                cancellationToken)).Single();
        }

        return checksums;
    }

    /// <summary>The terms that the node's data names, oldest first.</summary>
    public Task<List<Term>> GetTermsAsync(CancellationToken cancellationToken) => QueryAsync(
        $"SELECT primary_node, MIN(recorded_at) FROM {MySql.Topology.FailoverSchema.History} GROUP BY term, primary_node ORDER BY term",
        row => new Term(row.GetString(0), Clock.From(DateTime.SpecifyKind(row.GetDateTime(1), DateTimeKind.Utc))),
        cancellationToken);

    private async Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
