using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Redirects;

/// <summary>Sends requests to https and to the canonical host; see <see cref="RedirectSettings"/>.</summary>
internal sealed class RedirectMiddleware(RequestDelegate next, GatewayConfiguration gateway, IConfiguration configuration)
{
    // The setting by which a host tells ASP.NET Core its public port; Aspire sets it.
    private const string HttpsPortKey = "https_port";

    private readonly Compiled<RedirectSettings, RedirectPlan> _plan =
        new(settings => new RedirectPlan(settings, configuration[HttpsPortKey]));

    public Task InvokeAsync(HttpContext context)
    {
        if (!_plan.For(gateway.Current.Redirects).TryRedirect(context.Request, out var location))
        {
            return next(context);
        }

        if (location is null)
        {
            return TypedResults.Problem(
                detail: "The request has no host name that it could be sent to https with.",
                statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
