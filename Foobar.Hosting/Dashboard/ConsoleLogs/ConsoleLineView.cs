namespace Foobar.Hosting.Dashboard.ConsoleLogs;

/// <summary>A line of a resource's console log.</summary>
/// <param name="Number">Counts from 1 in each log; a gap means that lines were skipped for a slow reader.</param>
/// <param name="Text">The time in UTC (RFC 3339), a space, and the text.</param>
/// <param name="IsError">Whether it came from standard error.</param>
/// <param name="Resource">Whose line it is, where the logs of several are shown together.</param>
internal sealed record ConsoleLineView(int Number, string Text, bool IsError, string? Resource = null);
