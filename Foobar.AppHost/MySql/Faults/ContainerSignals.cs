using Foobar.AppHost.MySql.Setup;

namespace Foobar.AppHost.MySql.Faults;

/// <summary>Signals to a server that is a container.</summary>
internal static class ContainerSignals
{
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(30);

    /// <summary>Sends a signal to all that runs in the container.</summary>
    /// <param name="runtime">The client of the container runtime.</param>
    /// <param name="container">The container's name or id.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DistributedApplicationException">The runtime refuses or does not answer.</exception>
    public static async Task SendAsync(string runtime, string container, NodeSignal signal, CancellationToken cancellationToken)
    {
        string[] arguments = signal switch
        {
            NodeSignal.Kill => ["kill", "--signal", "KILL", container],
            NodeSignal.Freeze => ["pause", container],
            _ => ["unpause", container],
        };
        var result = await CommandRunner.TryRunAsync(runtime, arguments, s_answer, cancellationToken);
        if (result is not { ExitCode: 0 })
        {
            throw new DistributedApplicationException(
                $"{Path.GetFileName(runtime)} {string.Join(' ', arguments)} failed: {result?.LastError ?? "no answer"}");
        }
    }
}
