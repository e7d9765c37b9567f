using System.Text.Json;
using System.Text.Json.Serialization;
using Foobar.Gateway.Management.Security;
using Foobar.Gateway.Status.Pages;
using Foobar.ServiceDefaults.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Yarp.ReverseProxy.LoadBalancing;

namespace Foobar.Gateway.Status;

/// <summary>The status as a page and as JSON.</summary>
internal static class StatusEndpoints
{
    private static readonly JsonSerializerOptions s_json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static void MapStatus(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpContext context) => Page(context));
        endpoints.MapGet("/status", (StatusReader status) => TypedResults.Json(status.Read(), s_json));
        endpoints.MapGet("/status.css", () => Asset("status.css", "text/css; charset=utf-8")).AllowAnonymous();
        endpoints.MapGet("/status.js", () => Asset("status.js", "text/javascript; charset=utf-8")).AllowAnonymous();
        endpoints.MapGet("/favicon.svg", () => Asset("favicon.svg", "image/svg+xml")).AllowAnonymous();
    }

    /// <param name="context">Who asks.</param>
    /// <param name="refusal">Why the command that led here was not carried out.</param>
    /// <param name="statusCode">The status of the answer.</param>
    public static IResult Page(HttpContext context, string? refusal = null, int statusCode = StatusCodes.Status200OK)
    {
        var services = context.RequestServices;
        return HtmlPage.Of<StatusPage>(
            statusCode,
            (nameof(StatusPage.Status), services.GetRequiredService<StatusReader>().Read()),
            (nameof(StatusPage.Policies), services.GetServices<ILoadBalancingPolicy>().Select(policy => policy.Name).Order(StringComparer.Ordinal).ToArray()),
            (nameof(StatusPage.FormToken), FormToken.GetOrCreate(context)),
            (nameof(StatusPage.IsSignedIn), !services.GetRequiredService<ManagementAccess>().IsOpen),
            (nameof(StatusPage.Refusal), refusal));
    }

    private static FileStreamHttpResult Asset(string name, string contentType) =>
        TypedResults.Stream(typeof(StatusEndpoints).Assembly.GetManifestResourceStream(name)!, contentType);
}
