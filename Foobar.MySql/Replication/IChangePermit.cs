namespace Foobar.MySql.Replication;

/// <summary>What lets one manager of several change nodes. It may run out at any moment.</summary>
public interface IChangePermit
{
    /// <summary>Makes sure, by what is known here, that the permit lasts for as long as a change may take.</summary>
    /// <param name="limit">How long the change may take.</param>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    void Require(TimeSpan limit);

    /// <summary>
    /// Has the permit confirmed by whoever gives it. A session that was opened before that is seen, and killed, by whoever
    /// gets the permit next.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="InvalidOperationException">Somebody else has it.</exception>
    /// <exception cref="IOException">Whoever gives it does not answer.</exception>
    Task ConfirmAsync(CancellationToken cancellationToken);
}
