using System.Diagnostics;

namespace Foobar.Web;

/// <summary>The traces that this server makes itself, under the name that telemetry listens to: the application's.</summary>
internal static class WebActivities
{
    public static ActivitySource Source { get; } = new("Foobar.Web");
}
