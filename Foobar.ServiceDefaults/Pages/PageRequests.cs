using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Foobar.ServiceDefaults.Pages;

/// <summary>Who is better answered by a page.</summary>
public static class PageRequests
{
    private const string Api = "/api";

    private static readonly MediaTypeHeaderValue s_html = new("text/html");

    /// <summary>Whether a browser navigates: it asks for HTML by name, and not for the API.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False for programs, which get JSON.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static bool WantsPage(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        return !request.Path.StartsWithSegments(Api)
            && request.GetTypedHeaders().Accept.Any(accepted => !accepted.MatchesAllTypes && s_html.IsSubsetOf(accepted));
    }
}
