using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Gives a request's span the name and the attributes that are known only at its end. ASP.NET Core's own source says what is
/// known at its start.
/// </summary>
internal sealed class RequestSpans : IStartupFilter
{
    private const string Method = "http.request.method";
    private const string ProtocolPrefix = "HTTP/";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    // Most requests of a busy gateway are not sampled: they pay for one look.
    private static Task DescribeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity
            ? DescribeAsync(context, next, activity)
            : next(context);

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next, Activity activity)
    {
        try
        {
            await next(context);
            Describe(context, activity, context.Response.StatusCode);
        }
        catch (Exception e)
        {
            Describe(context, activity, StatusCodes.Status500InternalServerError);
            activity.SetTag("error.type", e.GetType().FullName);
            throw;
        }
    }

    private static void Describe(HttpContext context, Activity activity, int statusCode)
    {
        var method = activity.GetTagItem(Method) as string is { } known and not "_OTHER" ? known : "HTTP";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? method : $"{method} {route}";
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", statusCode);
        if (context.Request.Protocol.StartsWith(ProtocolPrefix, StringComparison.Ordinal))
        {
            activity.SetTag("network.protocol.version", context.Request.Protocol[ProtocolPrefix.Length..]);
        }

        if (statusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("error.type", statusCode.ToString(CultureInfo.InvariantCulture));
        }
    }
}
