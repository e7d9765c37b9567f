using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>The values of the application's secret parameters, wherever they turn up.</summary>
internal sealed class SecretValues(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    /// <summary>Whether a text contains one of them.</summary>
    public bool AreIn(string text) => Known().Any(secret => text.Contains(secret, StringComparison.Ordinal));

    // Taken from the published states: asking a parameter itself could make it generate its value.
    private IEnumerable<string> Known() => model.Resources
        .OfType<ParameterResource>()
        .Where(parameter => parameter.Secret)
        .SelectMany(parameter => notifications.TryGetCurrentState(parameter.Name, out var state) ? state.Snapshot.Properties.AsEnumerable() : [])
        .Where(property => property.IsSensitive)
        .Select(property => ResourceViewMapper.Text(property.Value))
        .OfType<string>()
        .Where(secret => secret.Length > 0);
}
