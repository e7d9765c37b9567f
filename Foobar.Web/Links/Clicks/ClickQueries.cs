using System.Globalization;
using Foobar.MySql;

namespace Foobar.Web.Links.Clicks;

/// <summary>What is read of the clicks.</summary>
internal static class ClickQueries
{
    /// <summary>All clicks of a link, and those of each day since a day.</summary>
    public static async Task<ClickHistory> ReadHistoryAsync(MySqlNodeConnection connection, ulong linkId, DateOnly since)
    {
        await using var command = connection.CreateCommand("select day, clicks from link_clicks where link_id = @link", ("@link", linkId));
        await using var reader = await command.ExecuteReaderAsync();
        var total = 0L;
        var days = new Dictionary<DateOnly, long>();
        while (await reader.ReadAsync())
        {
            var (day, clicks) = (reader.GetDateOnly(0), reader.GetInt64(1));
            total += clicks;
            if (day >= since)
            {
                days[day] = clicks;
            }
        }

        return new(total, days);
    }

    /// <summary>All clicks of each link that has any.</summary>
    public static async Task<IReadOnlyDictionary<ulong, long>> CountAsync(MySqlNodeConnection connection, IReadOnlyList<ulong> linkIds)
    {
        // Numbers of our own: nothing that could be more than a number.
        var ids = string.Join(',', linkIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        await using var command = connection.CreateCommand(
            $"select link_id, cast(sum(clicks) as unsigned) from link_clicks where link_id in ({ids}) group by link_id");
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<ulong, long>();
        while (await reader.ReadAsync())
        {
            counts[reader.GetFieldValue<ulong>(0)] = reader.GetInt64(1);
        }

        return counts;
    }
}
