using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>How much telemetry is kept. The oldest goes first.</summary>
internal sealed record TelemetryLimits
{
    /// <summary>Where Aspire's dashboard has them, with its names.</summary>
    public const string SectionName = "Dashboard:TelemetryLimits";

    /// <summary>How many spans there may be for each trace of <see cref="MaxTraceCount"/>, on average.</summary>
    public const int SpansPerTrace = 5;

    public int MaxLogCount { get; init; } = 10_000;

    public int MaxTraceCount { get; init; } = 10_000;

    public int MaxAttributeCount { get; init; } = 128;

    /// <summary>Characters of an attribute's value, a message or a stack trace; what is longer is cut.</summary>
    public int MaxAttributeLength { get; init; } = 16 * 1024;

    public int MaxSpanEventCount { get; init; } = 128;

    public int MaxSpanCount => MaxTraceCount * SpansPerTrace;

    /// <summary>Spans of one trace, which may go on for days; those after these are not kept.</summary>
    public int MaxSpansOfTrace { get; init; } = 5_000;

    /// <summary>Estimated bytes of all logs: their number alone would not bound them.</summary>
    public long MaxLogBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Estimated bytes of all spans.</summary>
    public long MaxSpanBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Numbers that the points of all metrics may consist of, 8 bytes each.</summary>
    public int MaxMetricValues { get; init; } = 8_000_000;

    public int MaxInstruments { get; init; } = 1_000;

    public int MaxSeriesOfInstrument { get; init; } = 1_000;

    /// <summary>Series of all instruments together.</summary>
    public int MaxSeries { get; init; } = 10_000;

    public int MaxResources { get; init; } = 500;

    /// <exception cref="DistributedApplicationException">A limit is not a positive number.</exception>
    public static TelemetryLimits From(IConfiguration configuration)
    {
        var defaults = new TelemetryLimits();
        var section = configuration.GetSection(SectionName);
        return defaults with
        {
            MaxLogCount = Read(nameof(MaxLogCount), defaults.MaxLogCount),
            MaxTraceCount = Read(nameof(MaxTraceCount), defaults.MaxTraceCount),
            MaxAttributeCount = Read(nameof(MaxAttributeCount), defaults.MaxAttributeCount),
            MaxAttributeLength = Read(nameof(MaxAttributeLength), defaults.MaxAttributeLength),
            MaxSpanEventCount = Read(nameof(MaxSpanEventCount), defaults.MaxSpanEventCount),
        };

        int Read(string name, int byDefault) => section[name] switch
        {
            null or "" => byDefault,
            var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1_000_000 => value,
            var text => throw new DistributedApplicationException($"{SectionName}:{name} is '{text}'. It must be a number from 1 to 1000000."),
        };
    }
}
