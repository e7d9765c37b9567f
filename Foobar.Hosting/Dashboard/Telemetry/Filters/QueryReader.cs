using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Foobar.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Reads the parameters of a request's query.</summary>
internal readonly struct QueryReader(IQueryCollection query)
{
    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0)];

    /// <exception cref="QueryException">It is no whole number.</exception>
    public long? Number(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new QueryException($"'{name}' is '{text}'. It must be a whole number.");

    /// <summary>The number, or the nearest that is allowed.</summary>
    /// <exception cref="QueryException">It is no whole number.</exception>
    public int Number(string name, int byDefault, int min, int max) => (int)Math.Clamp(Number(name) ?? byDefault, min, max);

    /// <exception cref="QueryException">It is no number of milliseconds.</exception>
    public TimeSpan? Milliseconds(string name) => Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ms) && ms < 1e12 ? TimeSpan.FromMilliseconds(ms)
        : throw new QueryException($"'{name}' is '{text}'. It must be a number of milliseconds.");

    /// <exception cref="QueryException">It is neither true nor false.</exception>
    public bool Flag(string name) => Text(name) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw new QueryException($"'{name}' is '{text}'. It must be true or false."));

    /// <exception cref="QueryException">A filter is not of the form name:op:value.</exception>
    public IReadOnlyList<AttributeFilter> Filters(string name) => [.. Texts(name).Select(AttributeFilter.Parse)];
}
