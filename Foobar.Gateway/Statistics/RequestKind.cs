using System.Globalization;
using Foobar.ServiceDefaults;

namespace Foobar.Gateway.Statistics;

/// <summary>What requests are told apart by in <c>http.server.request.duration</c>.</summary>
internal readonly record struct RequestKind(string Method, bool IsHttps, string Protocol, int StatusCode)
{
    private const string ProtocolPrefix = "HTTP/";

    public static RequestKind Of(HttpContext context) =>
        new(RequestSpan.MethodOf(context.Request), context.Request.IsHttps, context.Request.Protocol, context.Response.StatusCode);

    /// <summary>The attributes that the semantic conventions have for it.</summary>
    public KeyValuePair<string, object?>[] ToTags()
    {
        List<KeyValuePair<string, object?>> tags =
        [
            new("http.request.method", Method),
            new("url.scheme", IsHttps ? "https" : "http"),
            new("network.protocol.version", Protocol.Replace(ProtocolPrefix, "", StringComparison.Ordinal)),
            new("http.response.status_code", StatusCode),
        ];
        if (StatusCode >= StatusCodes.Status500InternalServerError)
        {
            tags.Add(new("error.type", StatusCode.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. tags];
    }
}
