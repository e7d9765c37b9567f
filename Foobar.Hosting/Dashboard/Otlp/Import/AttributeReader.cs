using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Google.Protobuf.Collections;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Makes texts of attributes, no more and no longer than may be kept.</summary>
internal sealed class AttributeReader(TelemetryLimits limits)
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The attributes, sorted by name.</summary>
    public TelemetryAttribute[] Read(RepeatedField<KeyValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return [];
        }

        var read = new TelemetryAttribute[Math.Min(attributes.Count, limits.MaxAttributeCount)];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = new(TextPool.Share(Cut(attributes[i].Key)), TextPool.Share(Text(attributes[i].Value)));
        }

        Array.Sort(read, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return read;
    }

    /// <summary>A value as text; lists and maps as JSON.</summary>
    public string Text(AnyValue? value) => value?.ValueCase switch
    {
        null or AnyValue.ValueOneofCase.None => "",
        AnyValue.ValueOneofCase.StringValue => Cut(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Cut(value.BytesValue.ToBase64()),
        _ => Cut(Json(value)),
    };

    public string Cut(string text) => text.Length <= limits.MaxAttributeLength ? text : text[..limits.MaxAttributeLength];

    private static string Json(AnyValue value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, s_json))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    // Not deeper than the parser lets messages be.
    private static void Write(Utf8JsonWriter writer, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue:
                writer.WriteStartArray();
                foreach (var item in value.ArrayValue.Values)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                writer.WriteStartObject();
                foreach (var item in value.KvlistValue.Values)
                {
                    writer.WritePropertyName(item.Key);
                    Write(writer, item.Value);
                }

                writer.WriteEndObject();
                break;
            case AnyValue.ValueOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                writer.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                writer.WriteNumberValue(value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue:
                writer.WriteStringValue(value.DoubleValue.ToString(CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                writer.WriteStringValue(value.BytesValue.ToBase64());
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
