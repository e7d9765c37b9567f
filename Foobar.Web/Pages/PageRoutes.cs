namespace Foobar.Web.Pages;

internal static class PageRoutes
{
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page, which is asked for by HEAD as well (RFC 9110, section 9.1), and is no part of the API's description.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, s_methods, handler).ExcludeFromDescription();
}
