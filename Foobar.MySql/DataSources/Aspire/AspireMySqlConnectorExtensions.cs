using Aspire.MySqlConnector;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// The part of the package Aspire.MySqlConnector that the services use. Not compiled for the Aspire engine, which
/// references that package.
/// </summary>
public static class AspireMySqlConnectorExtensions
{
    private const string ConfigurationSection = "Aspire:MySqlConnector";

    /// <summary>
    /// Registers a <see cref="MySqlDataSource"/> as a keyed service, with health check, logs, traces and metrics.
    /// </summary>
    /// <remarks>
    /// Settings come from the section <c>Aspire:MySqlConnector</c>, then <c>Aspire:MySqlConnector:{name}</c>, then
    /// <c>ConnectionStrings:{name}</c>, then <paramref name="configureSettings"/>.
    /// </remarks>
    /// <param name="builder">The application to add to.</param>
    /// <param name="name">The service key and the name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after they are read from the configuration.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// No connection string is given. Thrown when the data source is first asked for, so that logging is up by then.
    /// </exception>
    public static void AddKeyedMySqlDataSource(
        this IHostApplicationBuilder builder, string name, Action<MySqlConnectorSettings>? configureSettings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var settings = ReadSettings(builder.Configuration, name);
        configureSettings?.Invoke(settings);

        builder.Services.AddKeyedMySqlDataSource(
            name, settings.ConnectionString ?? string.Empty, _ => RequireConnectionString(settings, name));

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                $"MySql_{name}",
                services => new MySqlHealthCheck(services.GetRequiredKeyedService<MySqlDataSource>(name)),
                failureStatus: null,
                tags: null));
        }

        if (!settings.DisableTracing)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource("MySqlConnector"));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter("MySqlConnector"));
        }
    }

    private static MySqlConnectorSettings ReadSettings(IConfiguration configuration, string name)
    {
        var settings = new MySqlConnectorSettings();
        var section = configuration.GetSection(ConfigurationSection);
        section.Bind(settings);
        section.GetSection(name).Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(name) ?? settings.ConnectionString;
        return settings;
    }

    private static void RequireConnectionString(MySqlConnectorSettings settings, string name)
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"No connection string for MySQL '{name}'. Set 'ConnectionStrings:{name}' "
                + $"or 'ConnectionString' in '{ConfigurationSection}' or '{ConfigurationSection}:{name}'.");
        }
    }
}
