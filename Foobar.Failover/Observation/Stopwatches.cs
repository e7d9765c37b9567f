namespace Foobar.Failover.Observation;

/// <summary>
/// For how long conditions have held, in time that this process has really run: when it was stopped, or the machine slept,
/// the clock went on and nothing was looked at.
/// </summary>
internal sealed class Stopwatches(TimeProvider time)
{
    /// <summary>A pause longer than this means that nobody looked.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string, string), TimeSpan> _held = [];
    private long _last = time.GetTimestamp();
    private TimeSpan _step;

    /// <summary>Goes on to now, by <see cref="MaxPause"/> at most.</summary>
    /// <param name="wasBusy">Whether a long pause is no wonder.</param>
    /// <returns>False after a pause: then everything starts from zero, and what was seen before it is not to be relied on.</returns>
    public bool Advance(bool wasBusy)
    {
        var now = time.GetTimestamp();
        _step = time.GetElapsedTime(_last, now);
        _last = now;
        if (_step <= MaxPause)
        {
            return true;
        }
        if (wasBusy)
        {
            _step = MaxPause;
            return true;
        }
        _held.Clear();
        _step = TimeSpan.Zero;
        return false;
    }

    /// <summary>Takes note of whether a condition holds now.</summary>
    /// <returns>For how long it has.</returns>
    public TimeSpan Measure(string node, string condition, bool holds)
    {
        if (!holds)
        {
            _held.Remove((node, condition));
            return TimeSpan.Zero;
        }
        var sofar = _held.GetValueOrDefault((node, condition)) + _step;
        _held[(node, condition)] = sofar;
        return sofar;
    }

    /// <summary>Starts a condition from zero.</summary>
    public void Restart(string node, string condition) => _held.Remove((node, condition));
}
