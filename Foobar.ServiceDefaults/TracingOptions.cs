namespace Microsoft.Extensions.Hosting;

/// <summary>What is not traced, because it happens again and again by itself.</summary>
public sealed class TracingOptions
{
    /// <summary>Paths, beside those of health probes.</summary>
    public ISet<string> UntracedPaths { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of a timer's own spans.</summary>
    public ISet<string> UntracedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);
}
