using System.Globalization;
using Foobar.Chaos.Composition;
using MySqlConnector;

namespace Foobar.WebBench;

/// <summary>The links to follow, put into the table as the site would.</summary>
internal sealed class LinkTable(FoobarApplication application, string primary)
{
    private const int RowsAtOnce = 1000;

    /// <summary>Adds links.</summary>
    /// <returns>Their paths.</returns>
    public async Task<IReadOnlyList<string>> AddAsync(int links, CancellationToken cancellationToken)
    {
        string[] codes = [.. Enumerable.Range(0, links).Select(i => string.Create(CultureInfo.InvariantCulture, $"bench{i:000000}"))];
        await using var connection = new MySqlConnection(application.AppConnection(primary).ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var some in codes.Chunk(RowsAtOnce))
        {
            var rows = string.Join(", ", some.Select(code => $"('{code}', 'https://example.org/a/path/of/some/length?of={code}', utc_timestamp(6))"));
            await using var command = new MySqlCommand($"insert into links (code, url, created_at) values {rows}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return [.. codes.Select(code => $"/{code}")];
    }

    /// <summary>How many queries a node has been asked in all.</summary>
    public async Task<long> CountQueriesAsync(string node, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(application.AppConnection(node).ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new MySqlCommand("show global status like 'Com_select'", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return long.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
    }
}
