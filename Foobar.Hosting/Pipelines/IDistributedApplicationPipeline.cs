namespace Aspire.Hosting.Pipelines;

/// <summary>What is done with an application that is published: steps, each after those that it depends on.</summary>
public interface IDistributedApplicationPipeline
{
    /// <summary>Adds a step.</summary>
    /// <param name="name">The name, which no other step has.</param>
    /// <param name="action">What the step does.</param>
    /// <param name="dependsOn">The name, or names, of the steps that it comes after.</param>
    /// <param name="requiredBy">The name, or names, of the steps that come after it.</param>
    /// <exception cref="InvalidOperationException">A step of that name was added before.</exception>
    void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null);

    /// <summary>Adds a step.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">A step of that name was added before.</exception>
    void AddStep(PipelineStep step);

    /// <summary>Runs the step that was asked for, after all that it depends on.</summary>
    /// <param name="context">What the steps work on.</param>
    /// <returns>Completed when the step is done.</returns>
    Task ExecuteAsync(PipelineContext context);
}
