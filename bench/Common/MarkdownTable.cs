namespace Foobar.Bench;

/// <summary>A table that reads well as text too: its columns are aligned, numbers to the right.</summary>
internal static class MarkdownTable
{
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">The lines below.</param>
    /// <param name="names">How many columns hold names, the first ones. The others hold numbers.</param>
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int names = 1)
    {
        List<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        lines.Insert(1, [.. widths.Select((width, column) => column < names ? new string('-', width) : new string('-', width - 1) + ':')]);
        return string.Join(Environment.NewLine, lines.Select(Format));

        string Format(IReadOnlyList<string> line) =>
            $"| {string.Join(" | ", line.Select((cell, column) => column < names ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |";
    }
}
