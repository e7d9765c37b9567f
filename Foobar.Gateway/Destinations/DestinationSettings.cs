using System.Globalization;
using Yarp.ReverseProxy.Configuration;

namespace Foobar.Gateway.Destinations;

/// <summary>What a destination's <c>Metadata</c> says: <c>Weight</c>, <c>Priority</c> and <c>Mode</c>.</summary>
/// <param name="Weight">Its share of the requests in proportion to the others', 1 to 256 (as in HAProxy).</param>
/// <param name="Priority">Active-passive takes the lowest first, 0 to 1000; those alike in order of their names.</param>
/// <param name="Mode">Whether the operator lets it take requests.</param>
internal sealed record DestinationSettings(int Weight, int Priority, DestinationMode Mode)
{
    public const int MaxWeight = 256;
    public const int MaxPriority = 1000;

    public static DestinationSettings Default { get; } = new(1, 0, DestinationMode.Ready);

    /// <exception cref="FormatException">A value is not allowed; the message names its key.</exception>
    public static DestinationSettings Read(DestinationConfig config) => config.Metadata is not { Count: > 0 } metadata
        ? Default
        : new DestinationSettings(
            Number(metadata, nameof(Weight), Default.Weight, 1, MaxWeight),
            Number(metadata, nameof(Priority), Default.Priority, 0, MaxPriority),
            ReadMode(metadata));

    private static int Number(IReadOnlyDictionary<string, string> metadata, string key, int otherwise, int minimum, int maximum)
    {
        if (!metadata.TryGetValue(key, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum
                ? number
                : throw new FormatException($"Metadata:{key} is '{text}'; {minimum} to {maximum} is allowed.");
    }

    private static DestinationMode ReadMode(IReadOnlyDictionary<string, string> metadata) =>
        !metadata.TryGetValue(nameof(Mode), out var text) ? DestinationMode.Ready
        : Enum.TryParse<DestinationMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode
        : throw new FormatException($"Metadata:{nameof(Mode)} is '{text}'; {string.Join(" or ", Enum.GetNames<DestinationMode>())} is allowed.");
}
