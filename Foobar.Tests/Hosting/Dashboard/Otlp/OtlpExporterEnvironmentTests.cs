using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

/// <summary>What a resource is told of where its telemetry goes.</summary>
public sealed class OtlpExporterEnvironmentTests
{
    [Fact]
    public async Task WithOtlpExporter_DashboardRuns_LeadsToItAsAspireDoes()
    {
        var variables = await StartAsync();

        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=secret", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("program", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=program", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.All(["OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"], name => Assert.Equal("1000", variables[name]));
        Assert.Equal("always_on", variables["OTEL_TRACES_SAMPLER"]);
        Assert.Equal("trace_based", variables["OTEL_METRICS_EXEMPLAR_FILTER"]);
    }

    [Fact]
    public async Task WithOtlpExporter_InProduction_LeavesSamplingToWhoeverRunsIt()
    {
        var variables = await StartAsync(("environment", "Production"));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", variables);
        Assert.DoesNotContain("OTEL_TRACES_SAMPLER", variables);
        Assert.DoesNotContain("OTEL_METRIC_EXPORT_INTERVAL", variables);
    }

    [Fact]
    public async Task WithOtlpExporter_CollectorOfTheUsers_IsInherited()
    {
        var variables = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317"));

        Assert.Equal("program", variables["OTEL_SERVICE_NAME"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", variables);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_HEADERS", variables);
    }

    /// <returns>The environment of a program that is started with the dashboard.</returns>
    private static async Task<IReadOnlyDictionary<string, string?>> StartAsync(params (string Key, string Value)[] settings)
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Configuration["AppHost:OtlpApiKey"] = "secret";
            foreach (var (key, value) in settings)
            {
                builder.Configuration[key] = value;
            }

            builder.Environment.EnvironmentName = builder.Configuration["environment"] ?? "Development";
            builder.AddExecutable("program", "sleep", ".", "60").WithOtlpExporter();
        });
        var running = await dashboard.App.ResourceNotifications.WaitForResourceAsync(
            "program", e => e.Snapshot.State?.Text == KnownResourceStates.Running, TestContext.Current.CancellationToken);
        return running.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
    }
}
