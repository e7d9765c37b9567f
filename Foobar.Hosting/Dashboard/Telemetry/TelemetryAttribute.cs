namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>A named value, as text.</summary>
internal readonly record struct TelemetryAttribute(string Key, string Value);

internal static class TelemetryAttributes
{
    // What an object of a few fields takes beside its texts.
    private const int ObjectBytes = 64;

    /// <summary>The value under a name, or null.</summary>
    public static string? Find(this TelemetryAttribute[] attributes, string key)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == key)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>About how many bytes they take; the names are shared.</summary>
    public static long EstimateBytes(this TelemetryAttribute[] attributes)
    {
        var bytes = (long)ObjectBytes;
        foreach (var attribute in attributes)
        {
            bytes += 16 + EstimateBytes(attribute.Value);
        }

        return bytes;
    }

    public static long EstimateBytes(this string? text) => text is null or "" ? 0 : 24 + (2L * text.Length);
}
