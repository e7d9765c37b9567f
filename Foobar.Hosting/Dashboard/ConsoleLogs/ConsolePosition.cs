using System.Globalization;

namespace Foobar.Hosting.Dashboard.ConsoleLogs;

/// <summary>How far a browser has read a log, so that it goes on there when it connects anew.</summary>
internal static class ConsolePosition
{
    // Line numbers begin anew with the application host; a position of an earlier run means nothing.
    private static readonly string s_run = Guid.NewGuid().ToString("N");

    public static string Format(int lineNumber) => string.Create(CultureInfo.InvariantCulture, $"{s_run}:{lineNumber}");

    /// <returns>The number of the last line read; 0 when the position is none of this run.</returns>
    public static int Parse(string? position) =>
        position is not null && position.StartsWith(s_run + ":", StringComparison.Ordinal) && int.TryParse(position.AsSpan(s_run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var lineNumber)
            ? lineNumber
            : 0;
}
