using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>Makes of a snapshot what the browser may see of it.</summary>
internal static class ResourceViewMapper
{
    private const string ParentRelationship = "Parent";

    /// <param name="e">The instance's state.</param>
    /// <param name="order">The resource's place in the application model.</param>
    /// <param name="replicas">How many instances the resource has.</param>
    /// <param name="isSecret">Says of a value whether it holds a secret of the application.</param>
    public static ResourceView Map(ResourceEvent e, int order, int replicas, Predicate<string> isSecret)
    {
        var snapshot = e.Snapshot;
        var source = snapshot.Properties.FirstOrDefault(p => p.Name == CustomResourceKnownProperties.Source);
        return new ResourceView
        {
            Id = e.ResourceId,
            Name = e.Resource.Name,
            Type = snapshot.ResourceType,
            Replicas = replicas,
            Order = order,
            Parent = snapshot.Relationships.FirstOrDefault(r => r.Type == ParentRelationship)?.ResourceName,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            Health = snapshot.HealthStatus?.ToString(),
            IsReady = snapshot.Ready is not null,
            ExitCode = snapshot.ExitCode,
            CreatedAt = snapshot.CreationTimeStamp,
            StartedAt = snapshot.StartTimeStamp,
            StoppedAt = snapshot.StopTimeStamp,
            Source = source is null ? null : Property(source, isSecret).Value,
            IsHidden = snapshot.IsHidden,
            Urls = [.. snapshot.Urls.OrderByDescending(u => u.DisplayProperties.SortOrder).Select(Url)],
            Commands = [.. snapshot.Commands.Where(c => c.State != ResourceCommandState.Hidden).Select(Command)],
            HealthReports = [.. snapshot.HealthReports.Select(r => new HealthReportView(r.Name, r.Status?.ToString(), r.Description, r.ExceptionText, r.LastRunAt))],
            Properties = [.. snapshot.Properties.Select(p => Property(p, isSecret))],
            Environment = [.. snapshot.EnvironmentVariables.Select(v => Masked(v.Name, v.Value, Masking.IsSecretName(v.Name) || (v.Value is not null && isSecret(v.Value))))],
            Relationships = [.. snapshot.Relationships.Select(r => new RelationshipView(r.ResourceName, r.Type))],
        };
    }

    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => string.Join(' ', items.Cast<object?>().Select(Text)),
        _ => value.ToString(),
    };

    private static UrlView Url(UrlSnapshot url) =>
        new(url.Name, url.Url, url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : url.Url, url.IsInactive, url.IsInternal);

    private static CommandView Command(ResourceCommandSnapshot command) =>
        new(command.Name, command.DisplayName, command.DisplayDescription, command.ConfirmationMessage, command.State == ResourceCommandState.Enabled, command.IsHighlighted);

    private static ValueView Property(ResourcePropertySnapshot property, Predicate<string> isSecret)
    {
        var text = Text(property.Value);
        return Masked(property.Name, text, property.IsSensitive || Masking.IsSecretName(property.Name) || (text is not null && isSecret(text)));
    }

    private static ValueView Masked(string name, string? value, bool isMasked) => new(name, isMasked ? null : value, isMasked);
}
