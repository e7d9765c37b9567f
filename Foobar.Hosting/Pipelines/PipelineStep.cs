using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Pipelines;

/// <summary>A step of the pipeline.</summary>
public class PipelineStep
{
    /// <summary>The name, which no other step has.</summary>
    public required string Name { get; init; }

    /// <summary>What the step is for.</summary>
    public string? Description { get; init; }

    /// <summary>What the step does.</summary>
    public required Func<PipelineStepContext, Task> Action { get; init; }

    /// <summary>The steps that it comes after.</summary>
    public List<string> DependsOnSteps { get; init; } = [];

    /// <summary>The steps that come after it.</summary>
    public List<string> RequiredBySteps { get; init; } = [];

    /// <summary>The resource that the step is about, if it is about one.</summary>
    public IResource? Resource { get; set; }

    /// <summary>Puts the step after another.</summary>
    /// <param name="stepName">The name of the other step.</param>
    public void DependsOn(string stepName) => DependsOnSteps.Add(stepName);

    /// <summary>Puts the step after another.</summary>
    /// <param name="step">The other step.</param>
    public void DependsOn(PipelineStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        DependsOn(step.Name);
    }

    /// <summary>Puts another step after this one.</summary>
    /// <param name="stepName">The name of the other step.</param>
    public void RequiredBy(string stepName) => RequiredBySteps.Add(stepName);

    /// <summary>Puts another step after this one.</summary>
    /// <param name="step">The other step.</param>
    public void RequiredBy(PipelineStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        RequiredBy(step.Name);
    }
}
