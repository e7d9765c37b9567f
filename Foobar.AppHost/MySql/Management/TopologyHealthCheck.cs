using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Shows a judgement of the last view as a health report.</summary>
internal sealed class TopologyHealthCheck(TopologyHolder holder, Func<TopologyView, HealthCheckResult> judge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(judge(holder.View));
}
