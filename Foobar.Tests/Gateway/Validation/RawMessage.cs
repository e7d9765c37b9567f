using System.Globalization;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>One HTTP/1.1 message as it was on the wire.</summary>
/// <param name="StartLine">The request line or the status line.</param>
/// <param name="Fields">The field lines in their order.</param>
/// <param name="Body">The content, without the framing of chunks.</param>
internal sealed record RawMessage(string StartLine, IReadOnlyList<KeyValuePair<string, string>> Fields, string Body)
{
    public string Method => StartLine.Split(' ')[0];

    public string Target => StartLine.Split(' ')[1];

    /// <summary>Of a response; 0 for a request.</summary>
    public int Status => !StartLine.StartsWith("HTTP/", StringComparison.Ordinal) ? 0 : int.Parse(StartLine.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);

    public IEnumerable<string> Values(string name) =>
        Fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    public bool Has(string name) => Values(name).Any();
}
