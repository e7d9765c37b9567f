namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>
/// The values of a series over time: all of the last minutes, fewer of the last hour, a value a minute of the last day.
/// Where a value stays what it is, only the ends of that time are kept.
/// </summary>
/// <param name="weight">Of how many numbers a value consists.</param>
/// <param name="equals">Whether two values are the same.</param>
internal sealed class Timeline<T>(int weight, Func<T, T, bool> equals)
{
    /// <summary>What is kept: a value each so many milliseconds, and how many of them.</summary>
    public static readonly (long Resolution, int Capacity)[] Tiers = [(1_000, 330), (10_000, 372), (60_000, 1_442)];

    // Who reports once a second does not do it to the millisecond.
    private const double Tolerance = 0.9;

    private readonly TimedRing<T>[] _tiers = [.. Tiers.Select(tier => new TimedRing<T>(tier.Capacity))];

    /// <summary>How many numbers are kept.</summary>
    public int Values => _tiers.Sum(tier => tier.Count) * weight;

    /// <summary>The time of the oldest value; the largest number if there is none.</summary>
    public long Oldest => _tiers.Min(tier => tier.Count > 0 ? tier[0].Time : long.MaxValue);

    public bool IsEmpty => _tiers[0].Count == 0;

    /// <summary>The value that came last.</summary>
    public (long Time, T Value) Last => _tiers[0][^1];

    /// <returns>Whether it was taken: one that is older than the last is not.</returns>
    public bool Add(long time, T value)
    {
        if (!IsEmpty && time <= Last.Time)
        {
            return false;
        }

        for (var i = 0; i < _tiers.Length; i++)
        {
            var tier = _tiers[i];
            if (tier.Count >= 2 && (IsCrowded(tier, Tiers[i].Resolution) || IsFlat(tier, value)))
            {
                tier[^1] = (time, value);
            }
            else
            {
                tier.Add((time, value));
            }
        }

        return true;
    }

    /// <summary>Forgets what is older.</summary>
    public void Trim(long horizon)
    {
        foreach (var tier in _tiers)
        {
            tier.RemoveBefore(horizon);
        }
    }

    /// <summary>Finds the values around a moment.</summary>
    /// <param name="tier">Which of <see cref="Tiers"/> is asked.</param>
    /// <param name="time">The moment.</param>
    /// <param name="before">The last value at or before it.</param>
    /// <param name="after">The first value after it; that before it if there is none.</param>
    /// <returns>Whether there is a value at or before it.</returns>
    public bool TryFind(int tier, long time, out (long Time, T Value) before, out (long Time, T Value) after)
    {
        var ring = _tiers[tier];
        var index = ring.LastIndexAt(time);
        before = after = default;
        if (index < 0)
        {
            return false;
        }

        before = ring[index];
        after = index + 1 < ring.Count ? ring[index + 1] : before;
        return true;
    }

    private static bool IsCrowded(TimedRing<T> tier, long resolution) => tier[^1].Time - tier[^2].Time < resolution * Tolerance;

    private bool IsFlat(TimedRing<T> tier, T value) => equals(tier[^1].Value, value) && equals(tier[^2].Value, value);
}
