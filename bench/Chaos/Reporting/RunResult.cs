namespace Foobar.Chaos.Reporting;

/// <summary>What became of one fault.</summary>
internal sealed record RunResult
{
    public required string Fault { get; init; }

    /// <summary>The number of the run among those of the fault.</summary>
    public required int Run { get; init; }

    /// <summary>The node that was the primary before.</summary>
    public required string PrimaryBefore { get; init; }

    /// <summary>The node that was the primary at the end; null when there was none.</summary>
    public string? PrimaryAfter { get; init; }

    /// <summary>Acknowledged links.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Acknowledged links that a node did not have at the end; those that no node had when it did not converge.</summary>
    public required int Lost { get; init; }

    /// <summary>Links that a node had more than once.</summary>
    public required int Doubled { get; init; }

    /// <summary>The longest time without an acknowledgement, in seconds.</summary>
    public required double WriteGap { get; init; }

    /// <summary>Whether writes were acknowledged again before anything was repaired.</summary>
    public required bool ResumedBeforeRepair { get; init; }

    /// <summary>Seconds from the end of the repair until all was as before; null when it never was.</summary>
    public double? RecoveryTime { get; init; }

    /// <summary>Whether all came back to one primary and one healthy replica, of equal content.</summary>
    public required bool Converged { get; init; }

    /// <summary>Writes that a node acknowledged although another had taken over.</summary>
    public required int AcknowledgedByTwo { get; init; }

    /// <summary>Samples that saw both nodes' flags let applications write.</summary>
    public required int OverlapSamples { get; init; }

    /// <summary>The longest time in which both nodes' flags did, in seconds.</summary>
    public required double LongestOverlap { get; init; }

    /// <summary>Reads by the node that answered.</summary>
    public required IReadOnlyDictionary<string, int> Reads { get; init; }

    /// <summary>Failed reads, by how they went wrong.</summary>
    public required IReadOnlyDictionary<string, int> FailedReads { get; init; }

    /// <summary>Requests to write that were repeated, by how they went wrong.</summary>
    public required IReadOnlyDictionary<string, int> RepeatedWrites { get; init; }

    /// <summary>Links that were never acknowledged.</summary>
    public required int FailedWrites { get; init; }

    /// <summary>What a person should know: each a sentence without a full stop.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether everything that was promised was kept.</summary>
    public bool IsGood => Lost == 0 && Doubled == 0 && AcknowledgedByTwo == 0 && Converged;
}
