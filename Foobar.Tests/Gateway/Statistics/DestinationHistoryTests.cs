using Foobar.Gateway.Statistics;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Gateway.Statistics;

public sealed class DestinationHistoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DestinationHistory _history = new();

    [Fact]
    public void Window_BeforeTheSecondSample_IsEmpty()
    {
        Sample(tries: 100, 5);

        Assert.Equal(0, _history.Window(10, _time).PerSecond);
        Assert.Empty(_history.Rates(_time));
    }

    [Fact]
    public void Window_SamplesThatCameLate_GoByTheTimeThatPassed()
    {
        Sample(tries: 100);
        _time.Advance(TimeSpan.FromSeconds(2));
        Sample(tries: 150);

        Assert.Equal(25, _history.Window(10, _time).PerSecond);
    }

    [Fact]
    public void Window_LongHistory_LooksBackAsFarAsAsked()
    {
        for (var second = 0; second < 100; second++)
        {
            // One a second at first, ten a second in the last ten seconds.
            Sample(tries: second < 90 ? second : 89 + ((second - 89) * 10), second, second * 2);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10, _history.Window(10, _time).PerSecond);
        Assert.Equal((50 + 100) / 60.0, _history.Window(60, _time).PerSecond);
        Assert.Equal([10, 20], _history.Window(10, _time).Latencies);
        Assert.Equal([60, 120], _history.Window(1000, _time).Latencies);
        Assert.Equal([.. Enumerable.Repeat(1.0, 50), .. Enumerable.Repeat(10.0, 10)], _history.Rates(_time));
    }

    [Fact]
    public void Add_AnswersWithWhatIsNew()
    {
        Assert.Equal([3, 1], Sample(tries: 4, 3, 1));
        Assert.Equal([0, 2], Sample(tries: 6, 3, 3));
    }

    private long[] Sample(long tries, params long[] latencies) =>
        _history.Add(new DestinationSample(_time.GetTimestamp(), tries, latencies));
}
