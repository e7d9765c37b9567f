using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Hosting.Orchestration.Console;

/// <summary>Says the state of an instance in a few words.</summary>
internal static class StateLine
{
    public static string? Describe(CustomResourceSnapshot snapshot)
    {
        if (snapshot.State?.Text is not { } state || state == KnownResourceStates.NotStarted || state == KnownResourceStates.Starting)
        {
            // These come at once before a state that says more.
            return null;
        }

        if (state == KnownResourceStates.Waiting)
        {
            return snapshot.Properties.FirstOrDefault(p => p.Name == PendingDependencies.PropertyName) is { } pending ? $"Waiting for {pending.Value}" : null;
        }

        if (state == KnownResourceStates.Running)
        {
            return snapshot.HealthStatus switch
            {
                HealthStatus.Healthy => "Running, healthy",
                HealthStatus.Degraded => $"Running, degraded{Problem(snapshot)}",
                _ when snapshot.HealthReports.Any(r => r.Status is null) => "Running",

                // While it comes up it is not news that it does not answer yet.
                _ when snapshot.Ready is null => "Running",
                _ => $"Running, unhealthy{Problem(snapshot)}",
            };
        }

        return snapshot.ExitCode switch
        {
            null or 0 => state,

            // A shell's way to say that a signal ended the process (POSIX, Shell Command Language 2.8.2).
            > 128 and < 160 and var code => $"{state}, ended by signal {code - 128}",
            var code => $"{state}, exit code {code}",
        };
    }

    public static bool IsFailure(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart
        || (snapshot.State?.Text == KnownResourceStates.Exited && snapshot.State.Style == KnownResourceStateStyles.Error);

    private static string Problem(CustomResourceSnapshot snapshot) =>
        snapshot.HealthReports.FirstOrDefault(r => r.Status == snapshot.HealthStatus) is { } report ? $": {report.Description ?? report.ExceptionText?.Split('\n')[0]}" : "";
}
