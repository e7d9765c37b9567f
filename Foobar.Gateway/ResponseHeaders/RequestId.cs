using System.Buffers;
using System.Diagnostics;
using Foobar.Gateway.Forwarding;
using Foobar.Gateway.Tracing;

namespace Foobar.Gateway.ResponseHeaders;

/// <summary>The <c>X-Request-Id</c> by which a request is found again in what the gateway, the servers and their traces tell.</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("+-./0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>What came with the request, which only a trusted proxy's does this far; else the id of its trace; else a new one.</summary>
    public static string Choose(IHeaderDictionary headers) => headers[ForwardedHeaderNames.RequestId] is [{ } given] && IsValid(given)
        ? given
        : TraceParent.ReadTraceId(headers) ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>1 to 64 letters, digits and <c>+-./=_</c>: nothing that a log could take for something else.</summary>
    internal static bool IsValid(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(s_characters);
}
