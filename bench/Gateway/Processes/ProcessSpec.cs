namespace Foobar.GatewayBench.Processes;

/// <summary>What to run, and how.</summary>
internal sealed record ProcessSpec(string Name, string Program, IReadOnlyList<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
