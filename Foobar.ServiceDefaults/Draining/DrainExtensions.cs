using Foobar.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>An end that no client notices.</summary>
public static class DrainExtensions
{
    /// <summary>
    /// Lets the service, once told to stop, fail its readiness at once and serve on for the time that <c>Drain:Time</c> says
    /// (2 s unless configured), so that load balancers send their requests elsewhere before it closes its doors.
    /// </summary>
    /// <param name="builder">The application to add it to, after <c>AddServiceDefaults</c>.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddDraining<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new Draining(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<DrainService>();
        builder.Services.AddHealthChecks().AddCheck<DrainHealthCheck>("draining");

        // What is left of the requests has as long as ever after the drain time.
        builder.Services.AddOptions<HostOptions>()
            .PostConfigure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout += drain.Value.Time);
        return builder;
    }

    /// <summary>Ends HTTP/1.1 connections with their next answer while draining. To be first in the pipeline.</summary>
    /// <param name="app">The application that has <see cref="AddDraining"/>.</param>
    /// <returns>The same application, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is null.</exception>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        return app.UseMiddleware<DrainMiddleware>();
    }
}
