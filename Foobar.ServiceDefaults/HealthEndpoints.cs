using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Foobar.ServiceDefaults;

internal static class HealthEndpoints
{
    public const string Ready = "/health";
    public const string Alive = "/alive";
    public const string LiveTag = "live";

    /// <summary>Whether a request path is one of the two probes; they come every second and would drown the traces.</summary>
    public static bool IsProbe(string? path) =>
        string.Equals(path, Ready, StringComparison.OrdinalIgnoreCase)
        || string.Equals(path, Alive, StringComparison.OrdinalIgnoreCase);

    public static void AddLivenessCheck(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
}
