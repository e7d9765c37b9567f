using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything known of one instance of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    private readonly ResourceStateSnapshot? _state;
    private readonly ImmutableArray<HealthReportSnapshot> _healthReports = [];

    /// <summary>The kind of resource, such as Project.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts shown with the resource.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was started, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it stopped, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its state, one of <see cref="KnownResourceStates"/> or one's own.</summary>
    public ResourceStateSnapshot? State
    {
        get => _state;
        init
        {
            _state = value;
            HealthStatus = ComputeHealthStatus(_healthReports, value?.Text);
        }
    }

    /// <summary>The exit code, once its process has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The worst of its health reports while it runs; null while it does not.</summary>
    public HealthStatus? HealthStatus { get; private set; }

    /// <summary>The last result of each health check.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports
    {
        get => _healthReports;
        internal init
        {
            _healthReports = value;
            HealthStatus = ComputeHealthStatus(value, State?.Text);
        }
    }

    /// <summary>The environment variables of its process.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its URLs.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>The commands that can be given to it now.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>How it relates to others.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether it is left out of lists.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Completed when the handlers of <see cref="ResourceReadyEvent"/> have run; null before the resource was ready.</summary>
    internal Task? Ready { get; init; }

    private static HealthStatus? ComputeHealthStatus(ImmutableArray<HealthReportSnapshot> reports, string? state)
    {
        if (state != KnownResourceStates.Running)
        {
            return null;
        }

        // A check that has not answered yet (null) counts as unhealthy; no check at all counts as healthy.
        return reports.IsEmpty
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : reports.Min(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
    }
}

/// <summary>A state and how it is shown.</summary>
/// <param name="Text">The state.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state of the default style.</summary>
    /// <param name="s">The state.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, Style: null);
}

/// <summary>A fact shown with a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the value is masked until asked for.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>An environment variable of a resource's process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the application model set it.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>A URL of a resource.</summary>
/// <param name="Name">The endpoint's name, or null.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether it is shown in the details only.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How a URL is shown.</summary>
/// <param name="DisplayName">What is shown instead of the URL; empty for the URL itself.</param>
/// <param name="SortOrder">Higher comes first.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>How a resource relates to another.</summary>
/// <param name="ResourceName">The other resource's name.</param>
/// <param name="Type">The kind of relation.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>The last result of a health check.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Status">The result; null before the first.</param>
/// <param name="Description">What the check says about it.</param>
/// <param name="ExceptionText">The error, when the check threw one.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When the check last ran, in UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}
