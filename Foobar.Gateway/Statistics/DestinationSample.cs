namespace Foobar.Gateway.Statistics;

/// <summary>The counts of a destination at a moment.</summary>
/// <param name="Timestamp">The moment, by the time provider's clock.</param>
/// <param name="Tries">How many ended since the gateway started.</param>
/// <param name="Latencies">Of these, those that were answered, by how long that took.</param>
internal sealed record DestinationSample(long Timestamp, long Tries, long[] Latencies);
