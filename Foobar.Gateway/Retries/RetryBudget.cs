using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Retries;

/// <summary>
/// Retries as a share of the requests of the last 10 s: enough for a server that dies, never so many that they double the
/// load of servers that are overwhelmed.
/// </summary>
internal sealed class RetryBudget(GatewayConfiguration configuration, TimeProvider time)
{
    private const int Seconds = 10;

    private readonly Slot[] _slots = [.. Enumerable.Range(0, Seconds).Select(_ => new Slot())];

    public void CountRequest() => Interlocked.Increment(ref Current(Second()).Requests);

    /// <summary>Takes one retry out of the budget.</summary>
    /// <returns>False if there is none left.</returns>
    public bool TryTake()
    {
        var settings = configuration.Current.Retry;
        var second = Second();
        var slot = Current(second);
        lock (_slots)
        {
            var (requests, retries) = (0L, 0L);
            foreach (var other in _slots)
            {
                if (second - Volatile.Read(ref other.Second) < Seconds)
                {
                    requests += Volatile.Read(ref other.Requests);
                    retries += other.Retries;
                }
            }

            if (retries >= (settings.MinPerSecond * Seconds) + (requests * settings.BudgetPercent / 100))
            {
                return false;
            }

            slot.Retries++;
            return true;
        }
    }

    private long Second() => time.GetTimestamp() / time.TimestampFrequency;

    private Slot Current(long second)
    {
        var slot = _slots[second % Seconds];
        if (Volatile.Read(ref slot.Second) != second)
        {
            lock (_slots)
            {
                if (slot.Second != second)
                {
                    (slot.Requests, slot.Retries) = (0, 0);
                    Volatile.Write(ref slot.Second, second);
                }
            }
        }

        return slot;
    }

    private sealed class Slot
    {
        public long Second = -Seconds;
        public long Requests;
        public long Retries;
    }
}
