using Foobar.Gateway.Refusals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Validation;

/// <summary>Where the body ends: by one rule of RFC 9112, section 6.3, and never by two.</summary>
internal static class FramingSyntax
{
    // Kestrel obeys Transfer-Encoding, and keeps a Content-Length that came with it under this name.
    private const string OverruledContentLength = "X-Content-Length";

    private static readonly Refusal s_coding =
        Refusal.Syntax("Transfer-Encoding must be chunked and nothing else, without a Content-Length, and in HTTP/1.1.");

    private static readonly Refusal s_expectation = new(
        RefusalReason.Syntax, StatusCodes.Status417ExpectationFailed, "Nothing but 100-continue can be expected.");

    // Kestrel says so only when the body is read, and by then a server waits for it.
    private static readonly Refusal s_tooLarge = new(
        RefusalReason.Syntax, StatusCodes.Status413PayloadTooLarge, "The body of the request is larger than the site takes.");

    /// <returns>What is wrong, or null.</returns>
    public static Refusal? Check(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers;
        if (headers.TransferEncoding is { Count: > 0 } coding
            && (!Is(coding, "chunked") || !HttpProtocol.IsHttp11(request.Protocol) || headers.ContainsKey(OverruledContentLength)))
        {
            return s_coding;
        }

        if (request.ContentLength is > 0 and var length
            && length > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            return s_tooLarge;
        }

        return headers.Expect is { Count: > 0 } expect && !Is(expect, "100-continue") ? s_expectation : null;
    }

    private static bool Is(in StringValues values, string value) =>
        values.Count == 1 && value.Equals(values[0], StringComparison.OrdinalIgnoreCase);
}
