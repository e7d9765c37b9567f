using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Foobar.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; sampled and limited by the other standard
/// variables. Without it none are made: what nobody reads costs a gateway processor time with each request.
/// </summary>
internal static class Telemetry
{
    // All sources and meters of this system's own have its name in front.
    private const string OwnSources = "Foobar.*";
    private const string SemanticConventions = "OTEL_SEMCONV_STABILITY_OPT_IN";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        PreferStableNames();
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(OwnSources)

            // Four measurements of each request, about buffers alone.
            .AddView("aspnetcore.memory_pool.*", MetricStreamConfiguration.Drop));
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
        {
            if (ObservesRequests(services))
            {
                metrics.AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = [.. RequestDuration.Buckets] });
            }
            else
            {
                metrics.AddView(instrument => instrument.Meter.Name == "Microsoft.AspNetCore.Hosting" ? MetricStreamConfiguration.Drop : null);
            }
        });

        // ASP.NET Core's own source, and not the instrumentation package: that has an activity made for each request, also
        // for those that are not sampled.
        builder.Services.ConfigureOpenTelemetryTracerProvider((services, tracing) =>
        {
            if (ObservesRequests(services))
            {
                // What is known of a request at its start; off unless asked for in .NET 10. Only once there is somebody to
                // read it, since it is made for every request.
                AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
                tracing.AddSource("Microsoft.AspNetCore");
            }
        });
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing
            .AddSource(OwnSources)
            .AddSource(DatabaseSpans.Source)
            .AddProcessor(services => new BackgroundFilter(services.GetRequiredService<IOptions<TelemetryOptions>>().Value))
            .AddProcessor(new DatabaseSpans())
            .AddHttpClientInstrumentation(options =>
                options.FilterHttpRequestMessage = request => !HealthEndpoints.IsProbe(request.RequestUri?.AbsolutePath)));
        builder.Services.AddSingleton<IStartupFilter, RequestSpans>();

        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics()
            .WithTracing()
            .UseOtlpExporter();
    }

    private static bool ObservesRequests(IServiceProvider services) => services.GetRequiredService<IOptions<TelemetryOptions>>().Value.ObserveRequests;

    // MySqlConnector asks the environment alone which names its spans are to have; its default are those that are given up.
    private static void PreferStableNames()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SemanticConventions)))
        {
            Environment.SetEnvironmentVariable(SemanticConventions, "database");
        }
    }
}
