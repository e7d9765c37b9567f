namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>One instance of a resource as the browser sees it. Masked values are not in it.</summary>
internal sealed record ResourceView
{
    /// <summary>The id of the instance.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the resource; replicas share it.</summary>
    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>How many instances the resource has.</summary>
    public required int Replicas { get; init; }

    /// <summary>Its place in the application model.</summary>
    public required int Order { get; init; }

    public string? Parent { get; init; }

    public string? State { get; init; }

    public string? StateStyle { get; init; }

    public string? Health { get; init; }

    /// <summary>Whether it has been healthy since it was started: before that, a failing check is no news.</summary>
    public bool IsReady { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? StoppedAt { get; init; }

    public string? Source { get; init; }

    public bool IsHidden { get; init; }

    public required IReadOnlyList<UrlView> Urls { get; init; }

    public required IReadOnlyList<CommandView> Commands { get; init; }

    public required IReadOnlyList<HealthReportView> HealthReports { get; init; }

    public required IReadOnlyList<ValueView> Properties { get; init; }

    public required IReadOnlyList<ValueView> Environment { get; init; }

    public required IReadOnlyList<RelationshipView> Relationships { get; init; }
}

internal sealed record UrlView(string? Endpoint, string Url, string Text, bool IsInactive, bool IsInternal);

internal sealed record CommandView(string Name, string Text, string? Description, string? Confirmation, bool IsEnabled, bool IsHighlighted);

internal sealed record HealthReportView(string Name, string? Status, string? Description, string? Error, DateTime? LastRunAt);

internal sealed record RelationshipView(string Resource, string Type);

/// <summary>A named value. A masked one is null until it is asked for by itself.</summary>
internal sealed record ValueView(string Name, string? Value, bool IsMasked);

internal sealed record RevealedValueView(string? Value);

internal sealed record CommandResultView(string? Message);
