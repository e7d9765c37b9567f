namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Times of OTLP: nanoseconds since 1970, 0 for none.</summary>
internal static class OtlpTime
{
    private const ulong NanosecondsPerTick = 100;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    public static DateTime? Read(ulong nanoseconds) =>
        nanoseconds == 0 ? null : DateTime.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));

    public static long Milliseconds(ulong nanoseconds) => (long)(nanoseconds / NanosecondsPerMillisecond);
}
