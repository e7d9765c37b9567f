namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>Who sends telemetry, and how much is kept.</summary>
internal sealed record TelemetryView(IReadOnlyList<TelemetryResourceView> Resources, TelemetryLimitsView Limits, long Rejected);

/// <param name="Name">The name of the instance, as on the resources page.</param>
/// <param name="ServiceName">The name it gives itself.</param>
/// <param name="InstanceId">The instance it says it is.</param>
/// <param name="Attributes">All its attributes, by name.</param>
/// <param name="Logs">Log records that came from it.</param>
/// <param name="Spans">Spans that came from it.</param>
/// <param name="Instruments">Instruments that it measures with.</param>
internal sealed record TelemetryResourceView(string Name, string ServiceName, string? InstanceId, IReadOnlyList<TelemetryAttribute> Attributes, long Logs, long Spans, int Instruments);

internal sealed record TelemetryLimitsView(LimitView Logs, LimitView Spans, LimitView Points);

/// <param name="Stored">How many are kept.</param>
/// <param name="Capacity">How many can be.</param>
/// <param name="Dropped">How many made room for newer ones.</param>
internal sealed record LimitView(long Stored, long Capacity, long Dropped);

/// <summary>The newest items that match, the oldest of them first.</summary>
/// <param name="Items">The items.</param>
/// <param name="More">Whether there are older ones.</param>
/// <param name="Total">How many match.</param>
/// <param name="Dropped">How many, matching or not, made room for newer ones.</param>
internal sealed record PageView<T>(IReadOnlyList<T> Items, bool More, int Total, long Dropped);

/// <summary>What came or changed since the message before.</summary>
/// <param name="Items">The items.</param>
/// <param name="Skipped">How many matching ones are left out because they are too many.</param>
/// <param name="Total">How many match, with those of earlier messages.</param>
/// <param name="Dropped">How many, matching or not, made room for newer ones.</param>
internal sealed record BatchView<T>(IReadOnlyList<T> Items, int Skipped, int Total, long Dropped);
