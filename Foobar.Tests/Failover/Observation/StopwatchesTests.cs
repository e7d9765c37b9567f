using Foobar.Failover.Observation;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Failover.Observation;

/// <summary>Time that a manager may rely on: that in which it has looked.</summary>
public sealed class StopwatchesTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Measure_ConditionHolds_AddsUpAndStartsAnewAfterItDidNot()
    {
        var stopwatches = new Stopwatches(_time);

        Assert.Equal(s_tick, Tick(stopwatches, s_tick, true));
        Assert.Equal(2 * s_tick, Tick(stopwatches, s_tick, true));
        Assert.Equal(TimeSpan.Zero, Tick(stopwatches, s_tick, false));
        Assert.Equal(s_tick, Tick(stopwatches, s_tick, true));
    }

    [Fact]
    public void Advance_ProcessWasStopped_ForgetsWhatItHadMeasured()
    {
        var stopwatches = new Stopwatches(_time);
        Tick(stopwatches, s_tick, true);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(stopwatches.Advance(wasBusy: false));
        Assert.Equal(s_tick, Tick(stopwatches, s_tick, true));
    }

    [Fact]
    public void Advance_StepTookLong_CountsItUpToALimit()
    {
        var stopwatches = new Stopwatches(_time);
        Tick(stopwatches, s_tick, true);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(stopwatches.Advance(wasBusy: true));
        Assert.Equal(s_tick + Stopwatches.MaxPause, stopwatches.Measure("mysql-1", "silent", true));
    }

    private TimeSpan Tick(Stopwatches stopwatches, TimeSpan by, bool holds)
    {
        _time.Advance(by);
        stopwatches.Advance(wasBusy: false);
        return stopwatches.Measure("mysql-1", "silent", holds);
    }
}
