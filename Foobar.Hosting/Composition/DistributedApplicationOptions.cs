namespace Aspire.Hosting;

/// <summary>How an application host is made.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command-line arguments.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the application host's assembly; the entry assembly's when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether there is no dashboard.</summary>
    public bool DisableDashboard { get; set; }
}
