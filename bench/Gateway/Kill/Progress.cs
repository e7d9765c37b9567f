using System.Diagnostics;

namespace Foobar.GatewayBench.Kill;

/// <summary>When requests were answered.</summary>
internal sealed class Progress
{
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _last;

    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>The longest time from one answer to the next.</summary>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>The longest from a request to its answer.</summary>
    public TimeSpan SlowestRequest { get; private set; }

    /// <param name="started">When it was asked.</param>
    /// <param name="isAnswered">Whether with what was asked for.</param>
    public void Add(TimeSpan started, bool isAnswered)
    {
        lock (_lock)
        {
            var now = Now;
            SlowestRequest = Longer(SlowestRequest, now - started);
            if (isAnswered)
            {
                LongestPause = Longer(LongestPause, now - _last);
                _last = now;
            }
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
