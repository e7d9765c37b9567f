using System.Collections.Concurrent;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>Keeps one copy of each text that comes again and again, as attribute names and most values do.</summary>
internal static class TextPool
{
    private const int MaxTexts = 20_000;
    private const int MaxLength = 100;

    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);
    private static int s_count;

    public static string Share(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (text.Length > MaxLength)
        {
            return text;
        }

        if (s_texts.TryGetValue(text, out var shared))
        {
            return shared;
        }

        // Full: what is in it stays useful, what is not is kept by whoever has it.
        if (Volatile.Read(ref s_count) < MaxTexts && s_texts.TryAdd(text, text))
        {
            Interlocked.Increment(ref s_count);
        }

        return text;
    }
}
