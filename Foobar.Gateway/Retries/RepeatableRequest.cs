using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Gateway.Retries;

/// <summary>Which requests a second server may see although the first may have carried them out.</summary>
internal static class RepeatableRequest
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>
    /// Safe and idempotent methods (RFC 9110, section 9.2), and what carries an Idempotency-Key, by which the servers know
    /// it again (draft-ietf-httpapi-idempotency-key-header).
    /// </summary>
    public static bool IsRepeatable(HttpRequest request)
    {
        var method = request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
            || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
            || (HttpMethods.IsPost(method) && request.Headers.ContainsKey(IdempotencyKey));
    }

    public static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    /// <summary>Reads a small body into memory, so that each server that is tried gets all of it.</summary>
    /// <returns>Whether it is there now; a body that is large or of unknown length stays where it is.</returns>
    /// <exception cref="BadHttpRequestException">The client sent less than it promised, or too slowly.</exception>
    public static async ValueTask<bool> KeepBodyAsync(HttpContext context, int maxBytes)
    {
        if (context.Request.ContentLength is not { } length || length > maxBytes)
        {
            return false;
        }

        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        context.Request.Body = new MemoryStream(body, writable: false);
        return true;
    }
}
