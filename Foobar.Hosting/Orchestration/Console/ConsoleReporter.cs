using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Orchestration.Console;

/// <summary>Prints one line for each change of a resource's state, and what a failed one said last.</summary>
internal sealed partial class ConsoleReporter(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IOptions<EmbeddedEngineOptions> options,
    TextWriter? output = null) : BackgroundService
{
    private const int LastLines = 12;

    private readonly TextWriter _output = output ?? System.Console.Out;
    private readonly Dictionary<string, string> _printed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private bool _allHealthyPrinted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.ConsoleOutput)
        {
            return;
        }

        try
        {
            await foreach (var e in notifications.WatchAsync(stoppingToken))
            {
                _current[e.ResourceId] = e;
                Report(e);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private void Report(ResourceEvent e)
    {
        if (e.Resource is ParameterResource || StateLine.Describe(e.Snapshot) is not { } state || _printed.GetValueOrDefault(e.ResourceId) == state)
        {
            return;
        }

        _printed[e.ResourceId] = state;
        _output.WriteLine($"{DateTime.Now:HH:mm:ss.f}  {e.ResourceId,-16} {state}");
        if (StateLine.IsFailure(e.Snapshot))
        {
            PrintLastLines(e);
        }

        PrintAllHealthy();
    }

    private void PrintLastLines(ResourceEvent e)
    {
        // Stack frames push what went wrong out of sight; they are in the log.
        var lines = loggers.GetLog(e.ResourceId).Snapshot()
            .Select(l => ControlSequences().Replace(l.Content[(l.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..], ""))
            .Where(text => !text.StartsWith("   at ", StringComparison.Ordinal));
        foreach (var text in lines.TakeLast(LastLines))
        {
            _output.WriteLine($"            {e.ResourceId} | {text}");
        }

        var canBeStarted = e.Snapshot.Commands.Any(c => c.Name == KnownResourceCommands.StartCommand);
        _output.WriteLine($"            Mend the cause above, then {(canBeStarted ? $"start {e.ResourceId} again from the dashboard, or " : "")}run the application anew.");
    }

    private void PrintAllHealthy()
    {
        var waitedFor = model.Resources.Where(r => r is not ParameterResource).SelectMany(r => r.GetInstanceIds()).ToList();
        if (_allHealthyPrinted || !waitedFor.TrueForAll(id => _current.TryGetValue(id, out var e) && IsWell(e.Snapshot)))
        {
            return;
        }

        _allHealthyPrinted = true;
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        _output.WriteLine($"{DateTime.Now:HH:mm:ss.f}  All healthy, {(DateTime.Now - self.StartTime).TotalSeconds:0.0} s after the start. Ctrl+C stops everything.");
        foreach (var url in model.Resources.OfType<IResourceWithEndpoints>().Where(HasExternalEndpoint).SelectMany(r => _current[r.GetInstanceIds()[0]].Snapshot.Urls).Where(u => !u.IsInternal))
        {
            _output.WriteLine($"            {url.Url}  {url.DisplayProperties.DisplayName}");
        }
    }

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex ControlSequences();

    private static bool HasExternalEndpoint(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>().Any(e => e.IsExternal);

    private static bool IsWell(CustomResourceSnapshot snapshot) =>
        snapshot.HealthStatus == HealthStatus.Healthy || (snapshot.State?.Text == KnownResourceStates.Finished && snapshot.ExitCode is null or 0);
}
