using System.Globalization;

namespace Foobar.Gateway.Status.Pages;

/// <summary>Numbers and times as people read them.</summary>
internal static class Format
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits that mean something.</summary>
    public static string Rate(double rate) => rate.ToString(
        rate switch { 0 => "0", < 10 => "0.0", < 1000 => "0", _ => "N0" }, CultureInfo.InvariantCulture);

    public static string Milliseconds(double seconds) => (seconds * 1000).ToString(
        (seconds * 1000) switch { < 1 => "0.00", < 10 => "0.0", < 1000 => "0", _ => "N0" }, CultureInfo.InvariantCulture);

    /// <summary>The two largest units: <c>3 d 4 h</c>, <c>1 m 5 s</c>, <c>12 s</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => $"{age.Seconds} s",
        { TotalHours: < 1 } => $"{age.Minutes} m {age.Seconds} s",
        { TotalDays: < 1 } => $"{age.Hours} h {age.Minutes} m",
        _ => $"{age.Days} d {age.Hours} h",
    };

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A version without all but the first digits of the commit.</summary>
    public static string Version(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && version.Length > plus + 8 ? version[..(plus + 8)] : version;
}
