using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A point of a chart: a number, or what is known of a distribution.</summary>
[JsonConverter(typeof(PointViewConverter))]
internal sealed record PointView
{
    public PointView(DateTime time, double? value) => (Time, Value) = (time, value);

    public PointView(DateTime time, double? count, double? mean, double? p50, double? p90, double? p99) =>
        (Time, IsDistribution, Count, Mean, P50, P90, P99) = (time, true, count, mean, p50, p90, p99);

    public DateTime Time { get; }

    public bool IsDistribution { get; }

    public double? Value { get; }

    /// <summary>Values per second.</summary>
    public double? Count { get; }

    public double? Mean { get; }

    public double? P50 { get; }

    public double? P90 { get; }

    public double? P99 { get; }
}

/// <summary>Writes only what a kind of point has: there are thousands of them in an answer.</summary>
internal sealed class PointViewConverter : JsonConverter<PointView>
{
    public override PointView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Points are only written.");

    public override void Write(Utf8JsonWriter writer, PointView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("time", value.Time);
        if (value.IsDistribution)
        {
            Write(writer, "count", value.Count);
            Write(writer, "mean", value.Mean);
            Write(writer, "p50", value.P50);
            Write(writer, "p90", value.P90);
            Write(writer, "p99", value.P99);
        }
        else
        {
            Write(writer, "value", value.Value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } known && double.IsFinite(known))
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
