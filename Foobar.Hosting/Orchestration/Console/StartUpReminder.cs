using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Orchestration.Console;

/// <summary>Says what keeps the application from being up, when that takes longer than people expect.</summary>
internal sealed class StartUpReminder(
    ResourceNotificationService notifications,
    IOptions<EmbeddedEngineOptions> options,
    TimeProvider time,
    TextWriter? output = null) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TextWriter _output = output ?? System.Console.Out;
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _printed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What an instance waits for on its way up; null when nothing.</summary>
    public static string? Describe(CustomResourceSnapshot snapshot)
    {
        if (snapshot.State?.Text == KnownResourceStates.Waiting)
        {
            return snapshot.Properties.FirstOrDefault(p => p.Name == PendingDependencies.PropertyName) is { } pending ? $"Still waiting for {pending.Value}" : null;
        }

        if (snapshot.State?.Text != KnownResourceStates.Running || snapshot.Ready is not null)
        {
            return null;
        }

        return snapshot.HealthReports.FirstOrDefault(report => report.Status is not HealthStatus.Healthy) is { } report
            ? $"Not healthy yet: {report.Description ?? report.ExceptionText?.Split('\n')[0] ?? $"{report.Name} has not answered"}"
            : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.ConsoleOutput)
        {
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        var watching = WatchAsync(ends.Token);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken) && Remind())
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        finally
        {
            await ends.CancelAsync();
            await watching;
        }
    }

    // What was up once and fails later is the reporter's to say.
    private bool Remind()
    {
        var awaited = _current.Values.OrderBy(e => e.ResourceId, StringComparer.Ordinal)
            .Select(e => (Id: e.ResourceId, Text: Describe(e.Snapshot)))
            .Where(line => line.Text is not null)
            .ToList();
        foreach (var (id, text) in awaited.Where(line => _printed.GetValueOrDefault(line.Id) != line.Text))
        {
            _printed[id] = text!;
            _output.WriteLine($"{time.GetLocalNow():HH:mm:ss.f}  {id,-16} {text}");
        }

        return awaited.Count > 0 || _current.IsEmpty;
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var e in notifications.WatchAsync(cancellationToken))
            {
                _current[e.ResourceId] = e;
            }
        }
        catch (OperationCanceledException)
        {
            // Everything is up, or the application stops.
        }
    }
}
