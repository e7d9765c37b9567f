using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Pipelines;

/// <summary>Runs steps, one after the other; the first that fails ends the pipeline.</summary>
internal sealed class DistributedApplicationPipeline : IDistributedApplicationPipeline
{
    private readonly List<PipelineStep> _steps =
    [
        Milestone(WellKnownPipelineSteps.PublishPrereq),
        Milestone(WellKnownPipelineSteps.Publish),
        Milestone(WellKnownPipelineSteps.BuildPrereq),
        Milestone(WellKnownPipelineSteps.Build, WellKnownPipelineSteps.BuildPrereq),
        Milestone(WellKnownPipelineSteps.PushPrereq),
        Milestone(WellKnownPipelineSteps.Push, WellKnownPipelineSteps.PushPrereq),
        ManifestStep.Create(),
    ];

    public void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        AddStep(new PipelineStep { Name = name, Action = action, DependsOnSteps = Names(dependsOn, nameof(dependsOn)), RequiredBySteps = Names(requiredBy, nameof(requiredBy)) });
    }

    public void AddStep(PipelineStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_steps.Exists(s => s.Name == step.Name))
        {
            throw new InvalidOperationException($"A step with the name '{step.Name}' has already been added to the pipeline.");
        }

        _steps.Add(step);
    }

    public async Task ExecuteAsync(PipelineContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var started = Stopwatch.GetTimestamp();
        var console = context.Services.GetRequiredService<PipelineConsole>();
        var target = context.Services.GetRequiredService<IOptions<PipelineOptions>>().Value.Step!;
        foreach (var next in StepOrder.Of(target, _steps))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            await RunAsync(next, context, console);
        }

        console.WriteResult(target, Stopwatch.GetElapsedTime(started), context.Summary);
    }

    private static async Task RunAsync(PipelineStep step, PipelineContext context, PipelineConsole console)
    {
        await using var report = new ReportingStep(step.Name, console);
        try
        {
            await step.Action(new PipelineStepContext { PipelineContext = context, ReportingStep = report });
        }
        catch (Exception e) when (e is not DistributedApplicationException && !(e is OperationCanceledException && context.CancellationToken.IsCancellationRequested))
        {
            throw new DistributedApplicationException($"The step '{step.Name}' failed: {e.Message}", e);
        }

        if (report.Error is { } error)
        {
            throw new DistributedApplicationException($"The step '{step.Name}' failed: {error}");
        }
    }

    private static PipelineStep Milestone(string name, params string[] dependsOn) =>
        new() { Name = name, Action = _ => Task.CompletedTask, DependsOnSteps = [.. dependsOn] };

    private static List<string> Names(object? names, string parameter) => names switch
    {
        null => [],
        string name => [name],
        IEnumerable<string> several => [.. several],
        _ => throw new ArgumentException($"A name of a step, or several, are wanted, not a {names.GetType().Name}.", parameter),
    };
}
