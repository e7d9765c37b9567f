using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Transport;

/// <summary>How the gateway moves bytes; read at the start only.</summary>
internal sealed record TransportSettings : ISettings
{
    /// <summary>
    /// Whether what comes from a socket is dealt with on the thread that was told of it, rather than handed to another one.
    /// Where the gateway shares two cores with the servers it was measured to cost more than it saves.
    /// </summary>
    public bool InlineCompletions { get; init; }

    public IEnumerable<SettingProblem> Validate() => [];
}
