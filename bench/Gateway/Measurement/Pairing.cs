namespace Foobar.GatewayBench.Measurement;

/// <summary>
/// Compares what was measured in the same round, one right after the other: whatever else the machine was busy with then
/// hit both.
/// </summary>
internal static class Pairing
{
    /// <summary>The ratio of a figure to the reference's of the same round, for all rounds that have both.</summary>
    public static Spread Ratio<T>(IEnumerable<T> samples, IEnumerable<T> reference, Func<T, int> round, Func<T, double> figure)
    {
        var others = reference.ToDictionary(round, figure);
        return Spread.Of([.. samples
            .Where(sample => others.ContainsKey(round(sample)) && others[round(sample)] > 0)
            .Select(sample => figure(sample) / others[round(sample)])]);
    }

    /// <summary>The order in a round: each comes first, second, … equally often.</summary>
    public static IEnumerable<T> Rotate<T>(IReadOnlyList<T> items, int round) =>
        items.Select((_, index) => items[(index + round) % items.Count]);
}
