using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // What ASP.NET Core knows of a request, as the semantic conventions name it; off unless asked for in .NET 10.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation());

        // ASP.NET Core's own source, and not the instrumentation package: that has an activity made for each request, also
        // for those that are not sampled.
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing
            .AddSource(builder.Environment.ApplicationName)
            .AddSource("Microsoft.AspNetCore")
            .AddProcessor(new ProbeFilter())
            .AddHttpClientInstrumentation(options =>
                options.FilterHttpRequestMessage = request => !HealthEndpoints.IsProbe(request.RequestUri?.AbsolutePath)));

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
}
