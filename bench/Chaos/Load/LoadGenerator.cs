using Foobar.Bench;

namespace Foobar.Chaos.Load;

/// <summary>Writers and readers that use the site while something happens to it.</summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    // A link that is still asked for when the site is well again is acknowledged within that.
    private static readonly TimeSpan s_lastAnswer = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<SiteClient> _clients = [];
    private readonly Task _work;

    /// <summary>Starts.</summary>
    /// <param name="address">The address of the site.</param>
    /// <param name="name">A name of this load, part of each link.</param>
    /// <param name="seed">Decides what is read and when.</param>
    /// <param name="writers">How many write at once.</param>
    /// <param name="readers">How many read at once.</param>
    /// <param name="ledger">Where acknowledged links are noted, and what is read.</param>
    public LoadGenerator(Uri address, string name, int seed, int writers, int readers, Ledger ledger)
    {
        var seeds = new Random(seed);
        var work = new List<Task>();
        for (var i = 0; i < writers; i++)
        {
            var writer = new Writer($"{name}/{i + 1}", NewClient(), ledger, new Random(seeds.Next()), WriteRefusals, WriteFailures);
            work.Add(Task.Run(() => writer.RunAsync(_stop.Token, _abandon.Token)));
        }

        for (var i = 0; i < readers; i++)
        {
            var reader = new Reader(NewClient(), ledger, new Random(seeds.Next()), Reads, ReadFailures);
            work.Add(Task.Run(() => reader.RunAsync(_stop.Token)));
        }

        _work = Task.WhenAll(work);

        SiteClient NewClient()
        {
            var client = new SiteClient(address);
            _clients.Add(client);
            return client;
        }
    }

    /// <summary>Reads by the node that answered.</summary>
    public Tally Reads { get; } = new();

    /// <summary>Reads that did not show what is there, by how they went wrong.</summary>
    public Tally ReadFailures { get; } = new();

    /// <summary>Requests to write that were sent again, by how they went wrong.</summary>
    public Tally WriteRefusals { get; } = new();

    /// <summary>The links that were never acknowledged, by their URL.</summary>
    public Tally WriteFailures { get; } = new();

    /// <summary>Ends the load: what is being written is ended first.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _abandon.CancelAfter(s_lastAnswer);
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _abandon.CancelAsync();
        await _work;
        _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
        _abandon.Dispose();
    }
}
