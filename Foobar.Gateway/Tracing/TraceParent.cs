using System.Buffers;
using System.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Foobar.Gateway.Tracing;

/// <summary>The field <c>traceparent</c> (W3C Trace Context, section 3.2): which trace a request belongs to.</summary>
internal static class TraceParent
{
    private const int Length = 55;
    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads the trace that the request came with, and takes away what is none (section 3.3.1).</summary>
    /// <returns>The trace; none if it came with none, or with something else.</returns>
    public static ActivityContext Read(IHeaderDictionary headers)
    {
        if (headers.TraceParent is [{ } value] && ActivityContext.TryParse(value, headers.TraceState, isRemote: true, out var context))
        {
            return context;
        }

        Remove(headers);
        return default;
    }

    /// <summary>Takes the request out of the trace that it came with.</summary>
    public static void Remove(IHeaderDictionary headers)
    {
        headers.Remove(HeaderNames.TraceParent);
        headers.Remove(HeaderNames.TraceState);
    }

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

    /// <summary>Tells whoever is asked next that the request is not sampled: it need not decide again.</summary>
    /// <param name="headers">The request's fields.</param>
    /// <param name="parent">The trace that it came with, which it stays in; a new one if there is none.</param>
    public static void WriteNotSampled(IHeaderDictionary headers, ActivityContext parent)
    {
        if (parent == default)
        {
            parent = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
        }

        headers.TraceParent = $"00-{parent.TraceId.ToHexString()}-{parent.SpanId.ToHexString()}-00";
    }
}
