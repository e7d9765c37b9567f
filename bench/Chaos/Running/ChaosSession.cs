using System.Globalization;
using Foobar.Bench;
using Foobar.Chaos.Composition;
using Foobar.Chaos.Faults;
using Foobar.Chaos.Load;
using Foobar.Chaos.Network;
using Foobar.Chaos.Reporting;
using MySqlConnector;

namespace Foobar.Chaos.Running;

/// <summary>All runs: first those without links in between, whose figures are those of the application as it is used.</summary>
internal sealed class ChaosSession(ChaosOptions options, TextWriter output)
{
    private const int SeedStride = 1_000_003;
    private const int FaultStride = 1_009;

    private readonly List<RunResult> _results = [];
    private FoobarApplication? _application;
    private Ledger _ledger = new();

    /// <summary>Whether all links of all runs were there also at the end.</summary>
    public bool IsWholeGood { get; private set; } = true;

    /// <returns>The results so far, also when the runs were ended early.</returns>
    public async Task<IReadOnlyList<RunResult>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var byLinks = options.Faults.ToLookup(fault => fault.CutsLinks || options.AlwaysLinks);
        try
        {
            foreach (var withLinks in new[] { false, true })
            {
                foreach (var fault in byLinks[withLinks])
                {
                    await ExecuteAsync(fault, withLinks ? options.Cut : null, cancellationToken);
                }

                await EndAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("Ended early.");
        }
        finally
        {
            await StopAsync();
        }

        return _results;
    }

    private async Task ExecuteAsync(Fault fault, LinkMode? cut, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{fault.Name}: {fault.Description}");
        for (var run = 1; run <= options.Runs; run++)
        {
            await StartAsync(cut, cancellationToken);
            RunResult result;
            try
            {
                // The same for a run whichever other faults are chosen.
                var seed = unchecked((options.Seed * SeedStride) + (FaultCatalog.All.ToList().IndexOf(fault) * FaultStride) + run);
                result = await new ChaosRun(_application!, _ledger, options).ExecuteAsync(fault, run, seed, cancellationToken);
            }
            catch (Exception e) when (e is BenchException or MySqlException)
            {
                // One fault that cannot even be brought about must not keep the others from being tried.
                result = Failed(fault, run, e.Message);
            }

            _results.Add(result);
            await output.WriteLineAsync(ProgressLine.Of(result, options.Runs));
            foreach (var problem in result.Problems)
            {
                await output.WriteLineAsync($"      {problem}.");
            }

            if (!result.Converged)
            {
                // The next fault deserves a whole application.
                await StopAsync();
            }
        }
    }

    private async Task StartAsync(LinkMode? cut, CancellationToken cancellationToken)
    {
        if (_application is null)
        {
            await output.WriteLineAsync(cut is null ? "Starting the application …" : "Starting the application, with links that can be cut …");
            _application = await FoobarApplication.StartAsync(cut, cancellationToken, options.Logs);
            _ledger = new Ledger();
        }
    }

    // Nothing of an earlier run may be lost in a later one, as a node that is rebuilt from the wrong one would do.
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_application is not null && _ledger.Count > 0)
        {
            var acknowledged = _ledger.From(0);
            var primary = (await _application.Manager.TryGetTopologyAsync(cancellationToken))?.Primary;
            var comparison = await new Comparison(_application).ExecuteAsync(acknowledged, Writer.UrlStart, primary, cancellationToken);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"All {acknowledged.Count:#,0} links together: {comparison.Links.Lost.Count} lost, {comparison.Links.Doubled.Count} doubled, both nodes {(comparison.IsEqual ? "equal" : "different")}."));
            IsWholeGood &= comparison is { IsEqual: true, Links: { Lost.Count: 0, Doubled.Count: 0 } };
        }

        await StopAsync();
    }

    private async Task StopAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _application = null;
    }

    private RunResult Failed(Fault fault, int run, string problem) => new()
    {
        Fault = fault.Name,
        Run = run,
        PrimaryBefore = _application?.Manager.Last?.Primary ?? "none",
        Acknowledged = 0,
        Lost = 0,
        Doubled = 0,
        WriteGap = 0,
        ResumedBeforeRepair = false,
        Converged = false,
        AcknowledgedByTwo = 0,
        OverlapSamples = 0,
        LongestOverlap = 0,
        Reads = new Dictionary<string, int>(),
        FailedReads = new Dictionary<string, int>(),
        RepeatedWrites = new Dictionary<string, int>(),
        FailedWrites = 0,
        Problems = [problem],
    };
}
