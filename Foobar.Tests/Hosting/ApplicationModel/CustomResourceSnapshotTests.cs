using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.Hosting.ApplicationModel;

public sealed class CustomResourceSnapshotTests
{
    private static readonly CustomResourceSnapshot s_running = new() { ResourceType = "Project", Properties = [], State = KnownResourceStates.Running };

    [Fact]
    public void HealthStatus_RunningWithoutChecks_IsHealthy() => Assert.Equal(HealthStatus.Healthy, s_running.HealthStatus);

    [Fact]
    public void HealthStatus_NotRunning_IsUnknown() => Assert.Null((s_running with { State = KnownResourceStates.Stopping }).HealthStatus);

    [Fact]
    public void HealthStatus_CheckWithoutAnswer_IsUnhealthy() =>
        Assert.Equal(HealthStatus.Unhealthy, (s_running with { HealthReports = [Report("a", HealthStatus.Healthy), Report("b", null)] }).HealthStatus);

    [Fact]
    public void HealthStatus_SeveralChecks_IsTheWorst() =>
        Assert.Equal(HealthStatus.Degraded, (s_running with { HealthReports = [Report("a", HealthStatus.Healthy), Report("b", HealthStatus.Degraded)] }).HealthStatus);

    private static HealthReportSnapshot Report(string name, HealthStatus? status) => new(name, status, Description: null, ExceptionText: null);
}
