namespace Foobar.Chaos.Reporting;

/// <summary>A table that reads well as text too: its columns are aligned, numbers to the right.</summary>
internal static class MarkdownTable
{
    /// <param name="head">The names of the columns. The first holds names, the others numbers.</param>
    /// <param name="rows">The lines below.</param>
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        lines.Insert(1, [.. widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ':')]);
        return string.Join(Environment.NewLine, lines.Select(Format));

        string Format(IReadOnlyList<string> line) =>
            $"| {string.Join(" | ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |";
    }
}
