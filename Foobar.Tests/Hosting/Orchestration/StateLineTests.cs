using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration;
using Foobar.Hosting.Orchestration.Console;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class StateLineTests
{
    private static readonly CustomResourceSnapshot s_running = new() { ResourceType = "Project", Properties = [], State = KnownResourceStates.Running };
    private static readonly HealthReportSnapshot s_failing = new("check", HealthStatus.Unhealthy, "no answer", ExceptionText: null);

    [Fact]
    public void Describe_NotStarted_IsNoNews() => Assert.Null(StateLine.Describe(s_running with { State = KnownResourceStates.NotStarted }));

    [Fact]
    public void Describe_Waiting_SaysForWhom() =>
        Assert.Equal("Waiting for a, b", StateLine.Describe(s_running with { State = KnownResourceStates.Waiting, Properties = [.. new PendingDependencies(["a", "b", "a"]).Property] }));

    [Fact]
    public void Describe_UnhealthyBeforeItWasReady_IsOnlyRunning() => Assert.Equal("Running", StateLine.Describe(s_running with { HealthReports = [s_failing] }));

    [Fact]
    public void Describe_UnhealthyAfterItWasReady_SaysWhy() =>
        Assert.Equal("Running, unhealthy: no answer", StateLine.Describe(s_running with { HealthReports = [s_failing], Ready = Task.CompletedTask }));

    [Theory]
    [InlineData(0, "Exited")]
    [InlineData(3, "Exited, exit code 3")]
    [InlineData(137, "Exited, ended by signal 9")]
    public void Describe_Exited_SaysHow(int exitCode, string expected) =>
        Assert.Equal(expected, StateLine.Describe(s_running with { State = KnownResourceStates.Exited, ExitCode = exitCode }));
}
