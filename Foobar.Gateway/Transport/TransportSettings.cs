using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Transport;

/// <summary>How the gateway moves bytes; read at the start only.</summary>
internal sealed record TransportSettings : ISettings
{
    /// <summary>
    /// Whether what comes from a socket is dealt with on the thread that was told of it, rather than handed to another one.
    /// It pays where the gateway has cores to itself; where it shares them with the servers, as on a laptop, it costs.
    /// </summary>
    public bool InlineCompletions { get; init; }

    public IEnumerable<SettingProblem> Validate() => [];
}
