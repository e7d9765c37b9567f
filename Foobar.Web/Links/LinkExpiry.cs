using System.Globalization;

namespace Foobar.Web.Links;

/// <summary>When a link ends.</summary>
internal static class LinkExpiry
{
    /// <summary>Ten years: what shall last longer has no end.</summary>
    public const int MaxDays = 3653;

    private const string DateFormat = "yyyy-MM-dd";

    // Seconds, and what is below them, may be left out, as a browser's field does; without an offset it is UTC.
    private static readonly string[] s_timeFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a time, or a date, which is meant to its end.</summary>
    /// <param name="text">What was entered; nothing means that the link never ends.</param>
    /// <param name="now">The time it has to come after (UTC).</param>
    /// <param name="expiresAt">The end (UTC), or null.</param>
    /// <param name="error">What is wrong, for people.</param>
    public static bool TryParse(string? text, DateTime now, out DateTime? expiresAt, out string? error)
    {
        expiresAt = null;
        error = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (!TryRead(text.Trim(), out var time))
        {
            error = "Enter a date such as 2030-12-31, or a time such as 2030-12-31T23:59:00Z.";
        }
        else if (time <= now)
        {
            error = "Enter a time in the future.";
        }
        else if (time - now > TimeSpan.FromDays(MaxDays))
        {
            error = "Enter a time within the next ten years, or none at all.";
        }
        else
        {
            // MySQL keeps microseconds; the answer now and a later read must agree.
            expiresAt = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
        }

        return error is null;
    }

    private static bool TryRead(string text, out DateTime time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, Utc, out time))
        {
            return DateTime.TryParseExact(text, s_timeFormats, CultureInfo.InvariantCulture, Utc, out time);
        }

        // The last day that there is has no end.
        time = time.Date == DateTime.MaxValue.Date ? time : time.AddDays(1);
        return true;
    }
}
