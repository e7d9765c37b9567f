using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard;

/// <summary>The application as a whole.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ApplicationView(string Name)
{
    private const string ProjectSuffix = ".AppHost";

    public static ApplicationView Of(IHostEnvironment environment) =>
        new(environment.ApplicationName.EndsWith(ProjectSuffix, StringComparison.OrdinalIgnoreCase) ? environment.ApplicationName[..^ProjectSuffix.Length] : environment.ApplicationName);
}

/// <summary>Says what the dashboard shows; also how a page learns whether it is still signed in.</summary>
internal static class ApplicationEndpoints
{
    public static void MapApplication(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/application", (ApplicationView application) => TypedResults.Ok(application));
}
