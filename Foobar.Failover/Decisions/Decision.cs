using Foobar.Failover.Witness;

namespace Foobar.Failover.Decisions;

/// <summary>The one next thing to do for a pair.</summary>
internal enum FailoverStep
{
    /// <summary>Nothing: the pair is as it should be.</summary>
    None,

    /// <summary>Nothing now: something has to happen by itself first.</summary>
    Wait,

    /// <summary>Nothing ever: going on would be a guess, so a person has to decide.</summary>
    Refuse,

    /// <summary>Put <see cref="Decision.Record"/> into force.</summary>
    Record,

    /// <summary>As <see cref="Record"/>, for a change of the primary. The old one is ordered to shut applications out, should it answer again.</summary>
    Promote,

    /// <summary>Put <see cref="Decision.Record"/> into force, then make the node's commits wait for acknowledgements.</summary>
    BeginPairing,

    /// <summary>Write <see cref="Decision.Record"/> into the node's history of terms.</summary>
    WriteHistory,

    /// <summary>Let applications write to the node, in the mode of <see cref="Decision.Record"/>.</summary>
    Open,

    /// <summary>Let nobody write to the node, gently.</summary>
    Close,

    /// <summary>Cut all applications off from the node, then let nobody write to it.</summary>
    Fence,

    /// <summary>Let applications read from the node again.</summary>
    Unfence,

    /// <summary>Make the node's commits wait for acknowledgements.</summary>
    EnableSemiSync,

    /// <summary>Let the node's commits go on without acknowledgements.</summary>
    DisableSemiSync,

    /// <summary>Make the node receive from the other one, and acknowledge, and take no writes.</summary>
    Receive,

    /// <summary>Let the node, which receives already, be a replica in all: it applies, and waits for nobody.</summary>
    Follow,

    /// <summary>Let the node receive, and acknowledge, no more.</summary>
    StopReceiver,

    /// <summary>Let the node apply what it has received.</summary>
    StartApplier,

    /// <summary>Make the node follow nobody.</summary>
    ForgetSource,

    /// <summary>Replace all data of the node by the other one's.</summary>
    Clone,
}

/// <summary>A step, the node it is for, and why it is the one, in words for people.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Node">The node to do it to; empty where it concerns none.</param>
/// <param name="Reason">One sentence without a full stop.</param>
/// <param name="Record">The record of <see cref="FailoverStep.Record"/> and the like.</param>
internal sealed record Decision(FailoverStep Step, string Node, string Reason, ClusterRecord? Record = null);
