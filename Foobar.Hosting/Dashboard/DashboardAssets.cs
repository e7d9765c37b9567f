using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Foobar.Hosting.Dashboard;

/// <summary>The dashboard's pages, scripts and styles, which are part of the assembly.</summary>
internal static class DashboardAssets
{
    public const string Path = "/assets";

    private static readonly EmbeddedFileProvider s_files = new(typeof(DashboardAssets).Assembly, $"{typeof(DashboardAssets).Namespace}.Assets");

    private static readonly string[] s_pages =
    [
        "/",
        "/overview",
        "/consolelogs",
        "/consolelogs/resource/{name}",
        "/structuredlogs",
        "/structuredlogs/resource/{name}",
        "/traces",
        "/traces/resource/{name}",
        "/traces/detail/{id}",
        "/metrics",
        "/metrics/resource/{name}",
        "/metrics/meter/{meter}/instrument/{instrument}",
        "/metrics/resource/{name}/meter/{meter}/instrument/{instrument}",
    ];

    // Revalidated each time: after an update nobody may see old scripts against a new API.
    public static void UseDashboardAssets(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = Path,
        FileProvider = s_files,
        OnPrepareResponse = context => context.Context.Response.Headers[HeaderNames.CacheControl] = "no-cache",
    });

    /// <summary>The addresses that people see; which page to show is decided in the browser.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        foreach (var pattern in s_pages)
        {
            routes.MapGet(pattern, () => TypedResults.Stream(s_files.GetFileInfo("index.html").CreateReadStream(), "text/html; charset=utf-8"));
        }
    }

    public static string ReadText(string name)
    {
        using var reader = new StreamReader(s_files.GetFileInfo(name).CreateReadStream());
        return reader.ReadToEnd();
    }
}
