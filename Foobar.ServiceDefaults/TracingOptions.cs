namespace Microsoft.Extensions.Hosting;

/// <summary>What is traced.</summary>
public sealed class TracingOptions
{
    /// <summary>Paths, beside those of health probes, that are asked for again and again by themselves and not traced.</summary>
    public ISet<string> UntracedPaths { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
