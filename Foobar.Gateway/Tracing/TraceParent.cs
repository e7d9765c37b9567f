using System.Buffers;
using System.Diagnostics;

namespace Foobar.Gateway.Tracing;

/// <summary>The field <c>traceparent</c> (W3C Trace Context, section 3.2): which trace a request belongs to.</summary>
internal static class TraceParent
{
    private const int Length = 55;
    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <returns>The trace that the request came with; none if it came with none, or with something else.</returns>
    public static ActivityContext Read(IHeaderDictionary headers) =>
        headers.TraceParent is [{ } value] && ActivityContext.TryParse(value, headers.TraceState, isRemote: true, out var context) ? context : default;

    /// <returns>The trace's id; null if the request belongs to none.</returns>
    public static string? ReadTraceId(IHeaderDictionary headers)
    {
        if (headers.TraceParent is not [{ Length: >= Length } value])
        {
            return null;
        }

        var id = value.AsSpan(TraceIdStart, TraceIdLength);
        return id.ContainsAnyExcept(s_hex) || !id.ContainsAnyExcept('0') ? null : id.ToString();
    }

    /// <summary>A trace that is not sampled: whoever is asked next need not decide again.</summary>
    public static string CreateUnsampled() =>
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";
}
