using Foobar.Failover.Actions;
using Foobar.Failover.Decisions;
using Foobar.Failover.Telemetry;

namespace Foobar.Failover.Management;

/// <summary>A clone takes as long as its data: it goes on beside the manager, who leaves the node alone meanwhile.</summary>
internal sealed class Cloning(FailoverActions actions, FailoverTelemetry telemetry, Action ended)
{
    // After one that failed, the other node may need a moment too.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private volatile string? _node;
    private volatile string? _failure;

    public void Start(Decision decision, CancellationToken cancellationToken)
    {
        _node = decision.Node;
        _ = RunAsync(decision, cancellationToken);
    }

    /// <summary>The decision, unless it concerns a node that is being cloned.</summary>
    public Decision Hold(Decision decision) => _node is { } node && node == decision.Node
        ? decision with { Step = FailoverStep.Wait, Reason = $"{node} is being cloned{(_failure is null ? "" : $", again after: {_failure}")}", Record = null }
        : decision;

    private async Task RunAsync(Decision decision, CancellationToken cancellationToken)
    {
        using var span = telemetry.StartStep(decision);
        try
        {
            await actions.TakeAsync(decision, cancellationToken);
            _failure = null;
        }
        catch (Exception e)
        {
            _failure = e.Message;
            span.Fail(e.Message);
            await Task.Delay(s_pause, CancellationToken.None);
        }
        finally
        {
            _node = null;
            ended();
        }
    }
}
