namespace Foobar.Failover.Witness;

/// <summary>Keeps the record outside both nodes, where it outlives each of them and the manager.</summary>
internal interface IWitness
{
    /// <summary>The record, or <see langword="null"/> if there is none.</summary>
    /// <exception cref="WitnessException">It cannot be read, and so must not be taken as none.</exception>
    ClusterRecord? Load();

    /// <summary>Keeps the record: when this returns, it survives a power cut.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    /// <exception cref="Leadership.NotLeaderException">Another manager may keep one now.</exception>
    Task SaveAsync(ClusterRecord record, CancellationToken cancellationToken);
}
