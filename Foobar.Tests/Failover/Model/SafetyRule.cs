namespace Foobar.Tests.Failover.Model;

/// <summary>A rule of the protocol that the model can be run without, to see that it is needed.</summary>
internal enum SafetyRule
{
    /// <summary>A new primary applies all that it has received before it forgets its source.</summary>
    DrainsTheRelayLog,

    /// <summary>A commit waits for its acknowledgement for as long as it takes.</summary>
    NeverTimesOut,

    /// <summary>That the primary runs alone is recorded before it does.</summary>
    RecordsBeforeRunningAlone,

    /// <summary>A replica counts as one only when it has the mark that was written after acknowledgements were switched on.</summary>
    PairsByAMark,

    /// <summary>Each time acknowledgements are switched on, the mark to wait for is another one.</summary>
    UsesEachMarkOnce,

    /// <summary>Clients of an old primary are cut off before its waiting commits are let go.</summary>
    CutsClientsBeforeReleasingCommits,

    /// <summary>While a primary runs alone, nobody takes over from it.</summary>
    NeverPromotesFromAlone,

    /// <summary>A new primary stops to receive, and so to acknowledge, before it is opened.</summary>
    StopsAcknowledging,

    /// <summary>A manager that takes over ends the statements of the one before it before it decides anything from what a node says.</summary>
    EndsEarlierStatements,
}
