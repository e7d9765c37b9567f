using System.Runtime.CompilerServices;

namespace Foobar.Hosting.Dashboard.Telemetry;

/// <summary>Looks at a store at intervals for a browser: what happens meanwhile is one change, however much it is.</summary>
internal static class PacedChanges
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The store's version now, and then each time that it has changed; ends without an error when canceled.</summary>
    public static async IAsyncEnumerable<long> WatchAsync(Func<long> version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = -1L;
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = version();
            if (now != seen)
            {
                seen = now;
                yield return now;
            }

            await Task.Delay(Interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
