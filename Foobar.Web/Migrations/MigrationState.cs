using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Web.Migrations;

/// <summary>Keeps this server out of the balancing until the schema is there.</summary>
internal sealed class MigrationState : IHealthCheck
{
    private volatile bool _complete;

    public void Complete() => _complete = true;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_complete
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The schema is not up to date yet; it waits for a writable primary."));
}
