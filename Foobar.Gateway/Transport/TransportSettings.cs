using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Transport;

/// <summary>How the gateway moves bytes; read at the start only.</summary>
internal sealed record TransportSettings : ISettings
{
    /// <summary>
    /// Whether what comes from a socket is dealt with on the thread that was told of it, rather than handed to another one.
    /// Saves about a sixth of the processor time of a request, and nothing in the gateway holds a thread.
    /// </summary>
    public bool InlineCompletions { get; init; } = true;

    public IEnumerable<SettingProblem> Validate() => [];
}
