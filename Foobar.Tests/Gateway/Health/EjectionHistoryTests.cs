using Foobar.Gateway.Health;

namespace Foobar.Tests.Gateway.Health;

public sealed class EjectionHistoryTests
{
    private static readonly EjectionSettings s_settings = new() { BaseTime = TimeSpan.FromSeconds(2), MaxTime = TimeSpan.FromSeconds(60) };
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_AgainAndAgain_TakesTwiceAsLongUpToTheMost()
    {
        var history = EjectionHistory.None;
        var seconds = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var now = history == EjectionHistory.None ? s_start : history.Until;
            history = history.Next(now, "", s_settings);
            seconds.Add((history.Until - now).TotalSeconds);
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], seconds);
        Assert.Equal(8, history.Total);
    }

    [Fact]
    public void Next_AfterALongTimeIn_BeginsAnew()
    {
        var history = EjectionHistory.None.Next(s_start, "", s_settings).Next(s_start.AddSeconds(2), "", s_settings);
        var much = history.Until + (s_settings.MaxTime * 2);

        var next = history.Next(much, "", s_settings);

        Assert.Equal(TimeSpan.FromSeconds(2), next.Until - much);
        Assert.Equal(3, next.Total);
    }
}
