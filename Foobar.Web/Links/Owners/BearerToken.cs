using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Web.Links.Owners;

/// <summary>
/// The owner token of an API client (RFC 6750). The API heeds no cookie, so no other site can use it on a browser's behalf.
/// </summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer";

    /// <summary>Reads the header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">The token, or null without the header.</param>
    /// <returns>False if there is a header and it holds no owner token.</returns>
    public static bool TryRead(HttpRequest request, out OwnerToken? owner)
    {
        owner = null;
        var header = request.Headers.Authorization.ToString();
        return header.Length == 0
            || (AuthenticationHeaderValue.TryParse(header, out var value)
                && string.Equals(value.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
                && OwnerToken.TryParse(value.Parameter, out owner));
    }

    /// <summary>401, with what to send.</summary>
    public static ProblemHttpResult Challenge(HttpResponse response)
    {
        var isMalformed = response.HttpContext.Request.Headers.Authorization.ToString().Length > 0;
        response.Headers.WWWAuthenticate = isMalformed ? $"{Scheme} error=\"invalid_token\"" : Scheme;
        return TypedResults.Problem(
            isMalformed
                ? "The header Authorization holds no owner token. Send 'Bearer', a space, and the ownerToken that came with the first link."
                : "Send the ownerToken that came with the first link, as 'Authorization: Bearer …'.",
            statusCode: StatusCodes.Status401Unauthorized);
    }
}
