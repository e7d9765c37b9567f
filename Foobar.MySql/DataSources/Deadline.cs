namespace Foobar.MySql;

/// <summary>The end of an operation's time.</summary>
internal readonly struct Deadline(TimeSpan duration, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Time => time;

    public bool IsOver => Remaining <= TimeSpan.Zero;

    /// <summary>What is left, never less than zero.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var remaining = duration - time.GetElapsedTime(_start);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Waits, at most to the end of the time.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay < Remaining ? delay : Remaining, time, cancellationToken);
}
