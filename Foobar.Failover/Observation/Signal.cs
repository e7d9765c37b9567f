namespace Foobar.Failover.Observation;

/// <summary>Ends a wait early; given twice before the next wait, it counts once.</summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource _given = New();

    public void Give() => Volatile.Read(ref _given).TrySetResult();

    /// <summary>Waits until the signal is given, or was since the last wait, but not longer than the limit.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref _given).Task.WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, cancellationToken);
            Volatile.Write(ref _given, New());
        }
        catch (TimeoutException)
        {
            // Time to look anyway.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
