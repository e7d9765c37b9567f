namespace Foobar.Chaos.Faults;

/// <summary>Something that goes wrong, and is repaired afterwards by undoing each part of it.</summary>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Description">What happens: one line without a full stop.</param>
/// <param name="InjectAsync">Lets it happen.</param>
internal sealed record Fault(string Name, string Description, Func<FaultContext, CancellationToken, Task> InjectAsync)
{
    /// <summary>When clients can write again.</summary>
    public Writes Writes { get; init; } = Writes.ResumeBeforeRepair;

    /// <summary>Whether links between processes are cut.</summary>
    public bool CutsLinks { get; init; }
}

/// <summary>When clients can write again after a fault.</summary>
internal enum Writes
{
    /// <summary>Without anybody's doing.</summary>
    ResumeBeforeRepair,

    /// <summary>Before or after the repair: it depends on the moment of the fault.</summary>
    MayResumeBeforeRepair,

    /// <summary>Not before what is needed for it is there again.</summary>
    ResumeAfterRepair,
}
