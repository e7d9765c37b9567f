namespace Microsoft.Extensions.Hosting;

/// <summary>What is traced, and what is not because it happens again and again by itself.</summary>
public sealed class TelemetryOptions
{
    /// <summary>
    /// Whether requests are traced and measured by ASP.NET Core, as they are unless told otherwise. A service that does it by
    /// itself says no.
    /// </summary>
    public bool ObserveRequests { get; set; } = true;

    /// <summary>Paths, beside those of health probes.</summary>
    public ISet<string> UntracedPaths { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of a timer's own spans.</summary>
    public ISet<string> UntracedOperations { get; } = new HashSet<string>(StringComparer.Ordinal);
}
