using System.Globalization;
using System.Text.RegularExpressions;

namespace Foobar.DashboardBench.Load;

/// <summary>Lines that were printed, which have numbers.</summary>
/// <param name="Printed">The number of the newest that the dashboard has.</param>
/// <param name="Kept">How many it has.</param>
/// <param name="Missing">How many are missing between the oldest and the newest that it has.</param>
internal sealed partial record PrintedLines(long Printed, long Kept, long Missing)
{
    public static async Task<PrintedLines> ReadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var log = await client.GetStringAsync("/api/console/download", cancellationToken);
        var numbers = Number().Matches(log).Select(match => long.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return numbers.Count == 0 ? new(0, 0, 0) : new(numbers[^1] + 1, numbers.Count, numbers[^1] - numbers[0] + 1 - numbers.Count);
    }

    [GeneratedRegex("(?<=Request )[0-9]+")]
    private static partial Regex Number();
}
