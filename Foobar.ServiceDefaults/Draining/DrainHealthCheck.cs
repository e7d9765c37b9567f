using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.ServiceDefaults;

internal sealed class DrainHealthCheck(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.IsDraining ? HealthCheckResult.Unhealthy("Draining: the service was told to stop.") : HealthCheckResult.Healthy());
}
