using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Names a statement's span by what it does, as the semantic conventions have it (MySqlConnector calls all of them the same),
/// and takes values out of its text: there are statements that can have no parameters, one of them with a password.
/// </summary>
internal sealed partial class DatabaseSpans : BaseProcessor<Activity>
{
    public const string Source = "MySqlConnector";

    private const string Text = "db.query.text";
    private const int LongestWord = 20;

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source || data.GetTagItem(Text) is not string statement)
        {
            return;
        }

        if (statement.AsSpan().ContainsAny('\'', '"'))
        {
            data.SetTag(Text, Literal().Replace(statement, "?"));
        }

        if (FirstWord(statement) is { } operation)
        {
            data.SetTag("db.operation.name", operation);
            data.DisplayName = data.GetTagItem("db.namespace") is string { Length: > 0 } database ? $"{operation} {database}" : operation;
        }
    }

    private static string? FirstWord(string statement)
    {
        var text = statement.AsSpan().TrimStart();
        var length = text.IndexOfAnyExceptInRange('A', 'z');
        var word = length < 0 ? text : text[..length];
        return word.Length is > 0 and <= LongestWord ? word.ToString().ToUpperInvariant() : null;
    }

    // One that has no end goes to the end of the statement: too little is shown rather than too much.
    [GeneratedRegex("""'(?:[^'\\]|\\.|'')*(?:'|$)|"(?:[^"\\]|\\.|"")*(?:"|$)""", RegexOptions.Singleline)]
    private static partial Regex Literal();
}
