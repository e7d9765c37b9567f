using System.Diagnostics;

namespace Foobar.Chaos;

/// <summary>The one clock by which everything is timed: it never jumps.</summary>
internal static class Clock
{
    private static readonly long s_start = Stopwatch.GetTimestamp();
    private static readonly DateTimeOffset s_startUtc = DateTimeOffset.UtcNow;

    /// <summary>Time since the program started.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(s_start);

    /// <summary>A time that another process of this machine noted.</summary>
    public static TimeSpan From(DateTimeOffset utc) => utc - s_startUtc;
}
