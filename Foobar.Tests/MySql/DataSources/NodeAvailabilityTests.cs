using Foobar.MySql;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.MySql.DataSources;

public sealed class NodeAvailabilityTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void ShouldTry_NodeIsUp_IsTrueForEveryone()
    {
        var availability = new NodeAvailability(s_interval, _time);

        Assert.True(availability.ShouldTry());
        Assert.True(availability.ShouldTry());
    }

    [Fact]
    public void ShouldTry_NodeIsDown_IsTrueForOneCallerAnInterval()
    {
        var availability = new NodeAvailability(s_interval, _time);
        availability.MarkDown();

        Assert.False(availability.ShouldTry());
        _time.Advance(s_interval);
        Assert.True(availability.ShouldTry());
        Assert.False(availability.ShouldTry());
        _time.Advance(s_interval);
        Assert.True(availability.ShouldTry());
    }

    [Fact]
    public void MarkUp_AfterDown_LetsEveryoneTryAgain()
    {
        var availability = new NodeAvailability(s_interval, _time);
        availability.MarkDown();
        availability.MarkUp();

        Assert.True(availability.ShouldTry());
        Assert.True(availability.ShouldTry());
    }

    [Fact]
    public void Mark_Repeated_ReportsEachTransitionOnce()
    {
        var availability = new NodeAvailability(s_interval, _time);

        Assert.False(availability.MarkUp());
        Assert.True(availability.MarkDown());
        Assert.False(availability.MarkDown());
        Assert.True(availability.MarkUp());
        Assert.False(availability.MarkUp());
    }
}
