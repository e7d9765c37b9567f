using System.Buffers.Binary;
using System.Globalization;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>The id of a trace: 16 bytes, not all zero.</summary>
internal readonly record struct TraceId(UInt128 Value)
{
    public const int Length = 16;

    public static TraceId None => default;

    /// <returns>The id; <see cref="None"/> if it is not one.</returns>
    public static TraceId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : None;

    /// <returns>The id; <see cref="None"/> if it is not one.</returns>
    public static TraceId Parse(string text) =>
        text.Length == Length * 2 && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? new(value) : None;

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>The id of a span within its trace: 8 bytes, not all zero.</summary>
internal readonly record struct SpanId(ulong Value)
{
    public const int Length = 8;

    public static SpanId None => default;

    /// <returns>The id; <see cref="None"/> if it is not one.</returns>
    public static SpanId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : None;

    /// <returns>The id; <see cref="None"/> if it is not one.</returns>
    public static SpanId Parse(string text) =>
        text.Length == Length * 2 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? new(value) : None;

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
