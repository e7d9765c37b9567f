using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard.Resources;

namespace Foobar.Hosting.Dashboard.Telemetry.Overview;

/// <summary>Reads the state of a database pair from what its resources show.</summary>
internal sealed partial class DatabaseReader(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    private const string Primary = "Primary";
    private const string Role = "Role";

    public DatabaseView Read()
    {
        var states = model.Resources.Select(resource => notifications.TryGetCurrentState(resource.Name, out var state) ? state : null).OfType<ResourceEvent>().ToList();
        var pair = states.FirstOrDefault(state => Property(state, Primary) is not null);
        var replica = states.FirstOrDefault(state => Property(state, Role) == "replica");
        return new(
            Known(Property(pair, Primary)),
            replica?.Resource.Name,
            long.TryParse(Property(pair, "Term"), NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term : null,
            Property(pair, "Mode") ?? pair?.Snapshot.State?.Text,
            Property(pair, "Last failover") is { } last ? ParseFailover(last) : null);
    }

    /// <summary>Reads what the pair says of its last failover; null if it is said otherwise.</summary>
    public static FailoverView? ParseFailover(string text) =>
        Failover().Match(text) is { Success: true } match
            && DateTime.TryParse(match.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new(
                time,
                match.Groups["reason"].Value,
                double.TryParse(match.Groups["gap"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gap) ? gap : null)
            : null;

    private static string? Known(string? name) => name == "none" ? null : name;

    private static string? Property(ResourceEvent? state, string name) =>
        state?.Snapshot.Properties.FirstOrDefault(property => property.Name == name) is { } property ? ResourceViewMapper.Text(property.Value) : null;

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC, [^,:]*?(, (?<gap>[\d.]+) s without writes)?: (?<reason>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Failover();
}
