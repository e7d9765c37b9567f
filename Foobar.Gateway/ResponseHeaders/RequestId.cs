using System.Buffers;
using System.Diagnostics;

namespace Foobar.Gateway.ResponseHeaders;

/// <summary>The <c>X-Request-Id</c> by which a request is found again in what the gateway, the servers and their traces tell.</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("+-./0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <param name="given">What came with the request; only a trusted proxy's comes this far.</param>
    public static string Choose(string? given) => given is not null && IsValid(given) ? given : TraceId().ToHexString();

    /// <summary>1 to 64 letters, digits and <c>+-./=_</c>: nothing that a log could take for something else.</summary>
    internal static bool IsValid(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(s_characters);

    private static ActivityTraceId TraceId() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId : ActivityTraceId.CreateRandom();
}
