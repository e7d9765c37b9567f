using System.ComponentModel.DataAnnotations;

namespace Foobar.ServiceDefaults;

/// <summary>The section <c>Drain</c>.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>How long a service goes on after it was told to stop, 0 to 10 minutes; longer than load balancers take to notice.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ConvertValueInInvariantCulture = true,
        ErrorMessage = "Drain:Time must be from 00:00:00 to 00:10:00.")]
    public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// It ends earlier when no request came for this long, 0 to 10 minutes; never if not set. For where a request that comes
    /// too late is sent elsewhere, as by our gateways.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ConvertValueInInvariantCulture = true,
        ErrorMessage = "Drain:QuietTime must be from 00:00:00 to 00:10:00.")]
    public TimeSpan? QuietTime { get; set; }
}
