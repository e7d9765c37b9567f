namespace Aspire.MySqlConnector;

/// <summary>How a MySQL data source is connected to and observed.</summary>
public sealed class MySqlConnectorSettings
{
    /// <summary>The connection string, in MySqlConnector's format.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether to leave out the health check. <see langword="false"/> by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether to leave out OpenTelemetry traces. <see langword="false"/> by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether to leave out OpenTelemetry metrics. <see langword="false"/> by default.</summary>
    public bool DisableMetrics { get; set; }
}
