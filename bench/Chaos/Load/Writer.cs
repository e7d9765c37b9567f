using System.Globalization;
using Foobar.Bench;

namespace Foobar.Chaos.Load;

/// <summary>Makes links, one after the other; each is asked for until it is acknowledged.</summary>
internal sealed class Writer(string name, SiteClient client, Ledger ledger, Random random, Tally refusals, Tally failures)
{
    /// <summary>How every URL begins.</summary>
    public const string UrlStart = "https://example.org/";

    /// <summary>The longest pause between two links in milliseconds: it leaves the machine's processors some air.</summary>
    private const int MaxPause = 20;

    // Shorter than what Retry-After says, so that the end of a gap is seen when it comes.
    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(50);

    // Longer than any repair: what has not been acknowledged by then counts as failed.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    /// <summary>Writes until it is told to stop, then ends the link it is at.</summary>
    /// <param name="stop">No further link is begun.</param>
    /// <param name="abandon">The present one is given up.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            // A name of its own for each link shows whether it was made twice.
            var url = string.Create(CultureInfo.InvariantCulture, $"{UrlStart}{name}/{number}");
            await WriteAsync(url, NewKey(), abandon);
            await Task.Delay(random.Next(MaxPause), CancellationToken.None);
        }
    }

    private async Task WriteAsync(string url, string key, CancellationToken abandon)
    {
        var end = Clock.Now + s_limit;
        try
        {
            while (Clock.Now < end)
            {
                var (link, failure) = await client.TryCreateAsync(url, key, abandon);
                if (link is not null)
                {
                    ledger.Add(link);
                    return;
                }

                refusals.Add(failure!);
                if (failure is "400" or "422")
                {
                    break;
                }

                await Task.Delay(s_retryPause, abandon);
            }
        }
        catch (OperationCanceledException)
        {
            // It may exist or not, as any link that was given up.
        }

        failures.Add(url);
    }

    private string NewKey()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
