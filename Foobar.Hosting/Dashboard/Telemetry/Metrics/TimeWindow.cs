namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The moments for which a chart has points. Each point stands for the step that ends with its moment.</summary>
/// <param name="From">Where the first step begins; milliseconds since 1970.</param>
/// <param name="Step">Milliseconds.</param>
/// <param name="Count">How many steps there are.</param>
/// <param name="Tier">Which of a timeline's tiers has values as fine as that and goes back so far.</param>
internal readonly record struct TimeWindow(long From, long Step, int Count, int Tier)
{
    public const int MaxPoints = 300;
    public const int MaxMinutes = 24 * 60;

    // Who reports once a second has done so for the second before the last.
    private const long DelayMs = 1_500;
    private const long MinuteMs = 60_000;

    public long To => From + (Step * Count);

    public static TimeWindow Of(int minutes, DateTimeOffset now)
    {
        var length = minutes * MinuteMs;
        var tier = Array.FindIndex(Timeline<double>.Tiers, t => t.Resolution * t.Capacity >= length);
        var resolution = Timeline<double>.Tiers[tier].Resolution;
        var step = resolution * Math.Max(1, (long)Math.Ceiling((double)length / (resolution * MaxPoints)));
        var to = (now.ToUnixTimeMilliseconds() - DelayMs) / step * step;
        var count = (int)(length / step);
        return new(to - (count * step), step, count, tier);
    }

    /// <summary>The window's last step alone.</summary>
    public TimeWindow Newest => this with { From = To - Step, Count = 1 };

    /// <summary>The moment at which a step ends; that with the number -1 ends where the first begins.</summary>
    public long EndOf(int step) => From + (Step * (step + 1));

    public static DateTime Utc(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
