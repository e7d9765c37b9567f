namespace Foobar.Gateway.Health;

/// <summary>Finds the destination that is much slower than the others.</summary>
internal static class LatencyOutlier
{
    /// <returns>Its index, or null if there is none or if there were too few requests to say.</returns>
    public static int? Find(IReadOnlyList<LatencyWindow> destinations, EjectionSettings settings)
    {
        if (settings.LatencyFactor == 0)
        {
            return null;
        }

        var judged = Enumerable.Range(0, destinations.Count)
            .Where(index => destinations[index].Requests >= settings.MinRequests)
            .OrderByDescending(index => destinations[index].Mean)
            .ToArray();
        if (judged.Length < 2)
        {
            return null;
        }

        // The slowest itself does not count for what is usual.
        var slowest = destinations[judged[0]].Mean;
        var median = destinations[judged[1 + ((judged.Length - 1) / 2)]].Mean;
        return slowest >= settings.MinLatency && slowest >= median * settings.LatencyFactor ? judged[0] : null;
    }
}
