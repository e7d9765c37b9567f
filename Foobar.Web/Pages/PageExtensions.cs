using Foobar.Web.Docs;
using Foobar.Web.Links.Details;
using Foobar.Web.Links.Home;
using Foobar.Web.Links.Mine;

namespace Foobar.Web.Pages;

/// <summary>The site for people.</summary>
internal static class PageExtensions
{
    public static void AddPages(this WebApplicationBuilder builder) => builder.Services.AddScoped<FormTokens>();

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHome();
        endpoints.MapMyLinks();
        endpoints.MapLinkPage();
        endpoints.MapDocs();
    }
}
