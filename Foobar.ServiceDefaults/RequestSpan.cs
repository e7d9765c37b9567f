using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Foobar.ServiceDefaults;

/// <summary>What is said of a request in its span, by OpenTelemetry's semantic conventions for HTTP servers.</summary>
public static class RequestSpan
{
    private const string Method = "http.request.method";
    private const string OtherMethod = "_OTHER";
    private const string NameOfOthers = "HTTP";
    private const string ProtocolPrefix = "HTTP/";

    private static readonly FrozenSet<string> s_methods = new[]
    {
        HttpMethods.Connect, HttpMethods.Delete, HttpMethods.Get, HttpMethods.Head, HttpMethods.Options,
        HttpMethods.Patch, HttpMethods.Post, HttpMethods.Put, HttpMethods.Trace,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The span's name as long as no more is known than the method.</summary>
    /// <param name="request">The request.</param>
    public static string NameOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        return MethodOf(request) is var method and not OtherMethod ? method : NameOfOthers;
    }

    /// <summary>The method, or <c>_OTHER</c> for one that is none of HTTP's, of which there may be any number.</summary>
    /// <param name="request">The request.</param>
    public static string MethodOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        return s_methods.Contains(request.Method) ? request.Method : OtherMethod;
    }

    /// <summary>Says what is known at the start; for a span that ASP.NET Core did not make, which says it itself.</summary>
    /// <param name="span">The span, not started yet.</param>
    /// <param name="context">The request.</param>
    public static void DescribeRequest(Activity span, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(context);

        var request = context.Request;
        SetMethod(span, request);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", (request.PathBase + request.Path).Value);
        if (request.Host is { HasValue: true } host)
        {
            span.SetTag("server.address", host.Host);
            span.SetTag("server.port", host.Port);
        }

        span.SetTag("user_agent.original", request.Headers.UserAgent is [{ } agent, ..] ? agent : null);
    }

    /// <summary>Names the method as the conventions do.</summary>
    /// <param name="span">The span of the request.</param>
    /// <param name="request">The request.</param>
    public static void SetMethod(Activity span, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(request);

        var method = MethodOf(request);
        span.SetTag(Method, method);
        span.SetTag("http.request.method_original", method == OtherMethod ? request.Method : null);
    }

    /// <summary>Says what is known only at the end: the route, the status, and what went wrong.</summary>
    /// <param name="span">The span of the request.</param>
    /// <param name="context">The request.</param>
    /// <param name="next">What answers it.</param>
    public static async Task DescribeAnswerAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);

        try
        {
            await next(context);
            Describe(context, span, context.Response.StatusCode);
        }
        catch (Exception e)
        {
            Describe(context, span, StatusCodes.Status500InternalServerError);
            span.SetTag("error.type", e.GetType().FullName);
            throw;
        }
    }

    private static void Describe(HttpContext context, Activity span, int statusCode)
    {
        var method = span.GetTagItem(Method) as string is { } known and not OtherMethod ? known : NameOfOthers;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", statusCode);
        if (context.Request.Protocol.StartsWith(ProtocolPrefix, StringComparison.Ordinal))
        {
            span.SetTag("network.protocol.version", context.Request.Protocol[ProtocolPrefix.Length..]);
        }

        if (statusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
            span.SetTag("error.type", statusCode.ToString(CultureInfo.InvariantCulture));
        }
    }
}
