using Foobar.Bench;

namespace Foobar.Chaos.Load;

/// <summary>Reads links that were acknowledged: each has to be there.</summary>
internal sealed class Reader(SiteClient client, Ledger ledger, Random random, Tally reads, Tally failures)
{
    // Old enough that it is not in question whether the replica has it.
    private static readonly TimeSpan s_age = TimeSpan.FromSeconds(3);

    private const int MaxPause = 20;
    private const string NoNode = "no node";

    /// <summary>One read in so many is of the newest link, with the token that makes it visible.</summary>
    private const int OwnWriteShare = 8;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await ReadAsync(stop);
                await Task.Delay(random.Next(MaxPause), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // A read that was given up at the end says nothing.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var isOwnWrite = random.Next(OwnWriteShare) == 0;
        var link = isOwnWrite ? ledger.Newest() : ledger.Pick(random, s_age);
        if (link is null || (isOwnWrite && link.Token is null))
        {
            return;
        }

        var (node, failure) = await client.TryReadAsync(link.Code, follow: random.Next(2) == 0, isOwnWrite ? link.Token : null, cookies: null, stop);
        if (failure is null)
        {
            reads.Add(node ?? NoNode);
            return;
        }

        failures.Add($"{failure} from {node ?? NoNode}{(isOwnWrite ? ", own write" : "")}");
    }
}
