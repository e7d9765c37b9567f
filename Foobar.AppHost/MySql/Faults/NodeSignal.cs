namespace Foobar.AppHost.MySql.Faults;

/// <summary>What can be done to a running server from outside.</summary>
internal enum NodeSignal
{
    /// <summary>It ends at once, as if its machine had lost power.</summary>
    Kill,

    /// <summary>It stays and does nothing any more, as if its machine hung.</summary>
    Freeze,

    /// <summary>It goes on after a freeze.</summary>
    Thaw,
}

/// <summary>Sends a signal to the server of a node.</summary>
/// <param name="node">The node's name.</param>
/// <param name="signal">The signal.</param>
/// <param name="services">The application's services.</param>
/// <param name="cancellationToken">Ends the attempt.</param>
/// <exception cref="DistributedApplicationException">It could not be sent; the message says why.</exception>
internal delegate Task SendSignal(string node, NodeSignal signal, IServiceProvider services, CancellationToken cancellationToken);
