using System.Buffers;
using System.Globalization;
using System.Text;

namespace Foobar.Gateway.AccessLog;

/// <summary>What a client sent, such that it cannot end a field or a line of the log (CWE-117).</summary>
internal static class LogText
{
    /// <summary>Stands for what there is none of.</summary>
    public const string None = "-";

    private const int MaxLength = 1024;

    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\'))]);

    /// <summary>As nginx does: quotes, backslashes and all but visible ASCII become <c>\xHH</c>, or <c>\uHHHH</c>; cut at 1,024 characters.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return None;
        }

        if (text.Length <= MaxLength && !text.AsSpan().ContainsAnyExcept(s_plain))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = s_plain.Contains(character) ? escaped.Append(character)
                : character <= 0xFF ? escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}")
                : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
        }

        return text.Length > MaxLength ? escaped.Append("...").ToString() : escaped.ToString();
    }
}
