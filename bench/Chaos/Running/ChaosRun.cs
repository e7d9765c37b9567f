using Foobar.Bench;
using Foobar.Chaos.Composition;
using Foobar.Chaos.Faults;
using Foobar.Chaos.Load;
using Foobar.Chaos.Reporting;
using Foobar.Chaos.Verification;

namespace Foobar.Chaos.Running;

/// <summary>One fault, from the steady state before to the comparison after.</summary>
internal sealed class ChaosRun(FoobarApplication application, Ledger ledger, ChaosOptions options)
{
    private static readonly TimeSpan s_steadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_resumeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(20);

    // Until there are links that are old enough to be read, and every connection is in use.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    // What a fault does later than at once has to show; a frozen primary sleeps on after it was replaced.
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longestRepairPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_coolDown = TimeSpan.FromSeconds(1);

    private readonly FailoverManager _manager = application.Manager;
    private readonly List<string> _problems = [];

    public async Task<RunResult> ExecuteAsync(Fault fault, int number, int seed, CancellationToken cancellationToken)
    {
        var before = await _manager.WaitUntilSteadyAsync(s_steadyLimit, cancellationToken)
            ?? throw new BenchException($"There was no steady state to begin with within {s_steadyLimit.TotalSeconds:0} s: {_manager.Explain()}");
        var random = new Random(seed);
        var first = ledger.Count;
        var name = $"{fault.Name}/{number}";
        var context = new FaultContext(application, before.Primary!, random, RecoverAsync);

        await using var load = new LoadGenerator(application.Address, name, random.Next(), options.Writers, options.Readers, ledger);
        using var one = new FlagSampler(application.AppConnection(ResourceNames.Nodes[0]));
        using var two = new FlagSampler(application.AppConnection(ResourceNames.Nodes[1]));
        await Task.Delay(s_warmUp, cancellationToken);

        var injected = Clock.Now;
        bool resumed;
        TimeSpan? recovery;
        try
        {
            await fault.InjectAsync(context, cancellationToken);
            resumed = await WaitForWritesAsync(fault.Writes == Writes.ResumeAfterRepair ? s_hold : s_resumeLimit, cancellationToken);
            await Task.Delay(resumed ? s_hold : TimeSpan.Zero, cancellationToken);
            recovery = await RepairAsync(context, cancellationToken);
        }
        finally
        {
            // Also when this was given up: what is frozen could not even be stopped.
            await context.RepairAsync(TimeSpan.Zero, CancellationToken.None);
        }

        if (!resumed && fault.Writes == Writes.ResumeBeforeRepair)
        {
            _problems.Add($"writes did not resume within {s_resumeLimit.TotalSeconds:0} s, before the repair");
        }

        await Task.Delay(s_coolDown, cancellationToken);
        var end = Clock.Now;
        await load.StopAsync();
        var acknowledged = ledger.From(first);
        var overlap = WritableOverlap.Of(one.Stop(), two.Stop());
        var primary = recovery is null ? null : _manager.Last?.Primary;
        var comparison = await new Comparison(application).ExecuteAsync(acknowledged, $"{Writer.UrlStart}{name}/", primary, cancellationToken);
        return new RunResult
        {
            Fault = fault.Name,
            Run = number,
            PrimaryBefore = before.Primary!,
            PrimaryAfter = primary,
            Acknowledged = acknowledged.Count,
            Lost = comparison.Links.Lost.Count,
            Doubled = comparison.Links.Doubled.Count,
            WriteGap = WriteGap.Longest(acknowledged.Select(a => a.EndedAt), injected, end).TotalSeconds,
            ResumedBeforeRepair = resumed,
            RecoveryTime = recovery?.TotalSeconds,
            Converged = recovery is not null && comparison.IsEqual,
            AcknowledgedByTwo = comparison.Usurped.Count,
            OverlapSamples = overlap.Samples,
            LongestOverlap = overlap.Longest.TotalSeconds,
            Reads = load.Reads.ToDictionary(),
            FailedReads = load.ReadFailures.ToDictionary(),
            RepeatedWrites = load.WriteRefusals.ToDictionary(),
            FailedWrites = load.WriteFailures.Total,
            Problems = [.. context.Remarks, .. _problems, .. comparison.Problems],
        };
    }

    private async Task RecoverAsync(FaultContext context, CancellationToken cancellationToken)
    {
        await WaitForWritesAsync(s_resumeLimit, cancellationToken);
        if (await RepairAsync(context, cancellationToken) is null)
        {
            throw new BenchException($"The pair did not recover from the first fault within {s_steadyLimit.TotalSeconds:0} s: {_manager.Explain()}");
        }
    }

    /// <returns>How long it took from the repair until all was well; null when it took too long.</returns>
    private async Task<TimeSpan?> RepairAsync(FaultContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_steadyLimit + s_longestRepairPause);
        try
        {
            await context.RepairAsync(s_longestRepairPause, cancellationToken);
            var repaired = Clock.Now;
            await context.WaitForStartsAsync().WaitAsync(limit.Token);
            await application.WaitUntilHealthyAsync(limit.Token);
            if (await _manager.WaitUntilSteadyAsync(s_steadyLimit - (Clock.Now - repaired), limit.Token) is not null)
            {
                var recovery = Clock.Now - repaired;
                if (await WaitForWritesAsync(s_resumeLimit, cancellationToken))
                {
                    return recovery;
                }

                _problems.Add("all was well in the manager's eyes, but no write was acknowledged");
                return null;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time was not enough.
        }

        string[] reasons = [_manager.Explain(), HealthSummary.Of(application.Application.ResourceNotifications)];
        _problems.Add($"not converged within {s_steadyLimit.TotalSeconds:0} s: {string.Join("; ", reasons.Where(r => r.Length > 0))}");
        return null;
    }

    // Only a write that was sent from now on shows that writes are possible.
    private async Task<bool> WaitForWritesAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = Clock.Now;
        while (Clock.Now - start < limit)
        {
            if (ledger.Newest() is { } newest && newest.StartedAt > start)
            {
                return true;
            }

            await Task.Delay(s_pollInterval, cancellationToken);
        }

        return false;
    }
}
