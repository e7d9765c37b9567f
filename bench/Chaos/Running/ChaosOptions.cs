using Foobar.Chaos.Faults;
using Foobar.Chaos.Network;

namespace Foobar.Chaos.Running;

/// <summary>What is to be broken, and how it is used meanwhile.</summary>
internal sealed record ChaosOptions
{
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>How often each fault.</summary>
    public required int Runs { get; init; }

    /// <summary>Decides all that is left to chance.</summary>
    public required int Seed { get; init; }

    public required int Writers { get; init; }

    public required int Readers { get; init; }

    /// <summary>Whether links are there also for faults that cut none.</summary>
    public required bool AlwaysLinks { get; init; }

    /// <summary>How links are cut.</summary>
    public required LinkMode Cut { get; init; }

    /// <summary>Where the logs of all processes are written, if anywhere.</summary>
    public DirectoryInfo? Logs { get; init; }
}
