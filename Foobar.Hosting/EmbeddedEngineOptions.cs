namespace Foobar.Hosting;

/// <summary>How the embedded engine runs an application.</summary>
internal sealed class EmbeddedEngineOptions
{
    /// <summary>Whether fixed ports are replaced by free ones, so that several applications run side by side, as tests do.</summary>
    public bool RandomizePorts { get; set; }

    /// <summary>Whether state changes are printed.</summary>
    public bool ConsoleOutput { get; set; } = true;

    /// <summary>Whether there is no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>How long everything together may take to stop before it is killed.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(9);
}
