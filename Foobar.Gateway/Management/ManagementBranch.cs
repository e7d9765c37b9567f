using Foobar.Gateway.Management.Commands;
using Foobar.Gateway.Management.Security;
using Foobar.Gateway.Status;

namespace Foobar.Gateway.Management;

/// <summary>Parts the requests by the port they came in on, before anything else sees them: neither port serves the other's.</summary>
internal sealed class ManagementBranch(int port) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.MapWhen(context => context.Connection.LocalPort == port, ConfigureManagement);
        next(app);
    };

    private static void ConfigureManagement(IApplicationBuilder management)
    {
        management.UseMiddleware<SecurityHeadersMiddleware>();
        management.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                InvalidDataException => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        management.UseStatusCodePages();
        management.UseMiddleware<HostMiddleware>();
        management.UseMiddleware<SameOriginMiddleware>();
        management.UseRouting();
        management.UseMiddleware<AccessMiddleware>();
        management.UseOpenTelemetryPrometheusScrapingEndpoint();
        management.UseEndpoints(endpoints =>
        {
            endpoints.MapLogin();
            endpoints.MapStatus();
            endpoints.MapCommands();
        });
    }
}
