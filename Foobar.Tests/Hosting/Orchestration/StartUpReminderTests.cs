using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting;
using Foobar.Hosting.Orchestration;
using Foobar.Hosting.Orchestration.Console;
using Foobar.Tests.Hosting.Dashboard;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class StartUpReminderTests
{
    // The reminder begins in its own time.
    private const int MaxTries = 1_000;

    private static readonly CustomResourceSnapshot s_running = new() { ResourceType = "Project", Properties = [], State = KnownResourceStates.Running };
    private static readonly CustomResourceSnapshot s_waiting = s_running with { State = KnownResourceStates.Waiting, Properties = [.. new PendingDependencies(["a", "b"]).Property] };
    private static readonly HealthReportSnapshot s_failing = new("check", HealthStatus.Unhealthy, "no answer", ExceptionText: null);

    [Fact]
    public void Describe_Waiting_SaysForWhom() =>
        Assert.Equal("Still waiting for a, b", StartUpReminder.Describe(s_waiting));

    [Fact]
    public void Describe_NotHealthyYet_SaysWhy() => Assert.Equal("Not healthy yet: no answer", StartUpReminder.Describe(s_running with { HealthReports = [s_failing] }));

    [Fact]
    public void Describe_CheckWithoutAnswer_IsNamed() => Assert.Equal("Not healthy yet: check has not answered", StartUpReminder.Describe(s_running with { HealthReports = [s_failing with { Status = null, Description = null }] }));

    [Fact]
    public void Describe_WasUpBefore_IsNotItsConcern() => Assert.Null(StartUpReminder.Describe(s_running with { HealthReports = [s_failing], Ready = Task.CompletedTask }));

    [Fact]
    public async Task Reminder_StillWaitingAfterAWhile_SaysItOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddResource(new TestDashboard.Thing("slow")));
        var notifications = dashboard.App.ResourceNotifications;
        await notifications.PublishUpdateAsync(new TestDashboard.Thing("slow"), _ => s_waiting);
        var time = new FakeTimeProvider();
        await using var output = new LineWriter();
        using var reminder = new StartUpReminder(notifications, Options.Create(new EmbeddedEngineOptions()), time, output);
        await reminder.StartAsync(cancellation);

        string? line = null;
        for (var i = 0; i < MaxTries && !output.Lines.TryRead(out line); i++)
        {
            time.Advance(StartUpReminder.Interval);
            await Task.Delay(20, cancellation);
        }

        time.Advance(StartUpReminder.Interval);
        await reminder.StopAsync(cancellation);
        Assert.EndsWith("slow             Still waiting for a, b", line);
        Assert.False(output.Lines.TryRead(out _));
    }

    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Lines => _lines.Reader;

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value!);
    }
}
