namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What an instrument's numbers mean.</summary>
internal enum InstrumentType
{
    /// <summary>A sum that only grows; its rate is what is of interest.</summary>
    Counter,

    /// <summary>A sum that goes up and down; those of several processes add up.</summary>
    UpDownCounter,

    /// <summary>A value that does not add up.</summary>
    Gauge,

    /// <summary>How values are distributed.</summary>
    Histogram,
}
