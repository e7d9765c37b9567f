using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Gives a request's span the name and the attributes that are known only at its end. ASP.NET Core's own source says what is
/// known at its start.
/// </summary>
internal sealed class RequestSpans(IOptions<TelemetryOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value.ObserveRequests)
        {
            app.Use(DescribeAsync);
        }

        next(app);
    };

    // Most requests of a busy server are not sampled: they pay for one look.
    private static Task DescribeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity
            ? RequestSpan.DescribeAnswerAsync(activity, context, next)
            : next(context);
}
