using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Chaos.Composition;

/// <summary>What is not well, for people.</summary>
internal static class HealthSummary
{
    /// <summary>The parts of the application that are not healthy, and why as far as they say.</summary>
    /// <returns>The empty string when all are.</returns>
    public static string Of(ResourceNotificationService notifications) =>
        string.Join("; ", ResourceNames.Instances.Select(instance => Describe(notifications, instance)).OfType<string>());

    private static string? Describe(ResourceNotificationService notifications, string instance)
    {
        if (!notifications.TryGetCurrentState(instance, out var state))
        {
            return $"{instance} is not there";
        }

        if (state.Snapshot.HealthStatus == HealthStatus.Healthy)
        {
            return null;
        }

        var reasons = state.Snapshot.HealthReports
            .Where(report => report.Status != HealthStatus.Healthy)
            .Select(report => report.Description ?? report.ExceptionText?.Split('\n')[0])
            .OfType<string>();
        return string.Join(": ", [$"{instance} is {state.Snapshot.State?.Text ?? "in no state"}", .. reasons]);
    }
}
