namespace Foobar.GatewayBench.Origins;

/// <summary>How a web server behaves.</summary>
internal sealed record OriginOptions
{
    public required int Port { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it reports what it created.</summary>
    public Uri? Recorder { get; init; }

    /// <summary>How long it works at a request; not at all when zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>At how many requests it works at once, if it takes time over them.</summary>
    public int Concurrency { get; init; } = 1;
}
