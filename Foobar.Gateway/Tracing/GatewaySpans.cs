using System.Diagnostics;

namespace Foobar.Gateway.Tracing;

/// <summary>
/// The source of the gateway's spans: one for a request, and one below it for each try. Those of ASP.NET Core, YARP and
/// HttpClient are made for every request, also for the many that nobody samples.
/// </summary>
internal static class GatewaySpans
{
    public const string Name = "Foobar.Gateway";

    public static readonly ActivitySource Source = new(Name);
}
