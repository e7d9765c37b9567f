using System.Runtime.CompilerServices;

namespace Foobar.Hosting.Dashboard;

/// <summary>What all streams to a browser have in common.</summary>
internal static class LiveStream
{
    // Fast enough to look immediate; slow enough that thousands of changes a second become twenty messages.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes an item at most every 50 ms, so that the source gathers what comes meanwhile, and ends without an error when canceled.</summary>
    public static async IAsyncEnumerable<T> PacedAsync<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync())
        {
            yield return items.Current;
            await Task.Delay(s_interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await items.MoveNextAsync();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
