namespace Aspire.Hosting.Pipelines;

/// <summary>Completes steps and tasks.</summary>
public static class PublishingExtensions
{
    /// <summary>The step failed; so does the pipeline, when the step ends.</summary>
    /// <param name="step">The step.</param>
    /// <param name="errorMessage">What went wrong and what to do.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same step.</returns>
    public static Task<IReportingStep> FailAsync(this IReportingStep step, string? errorMessage = null, CancellationToken cancellationToken = default) =>
        EndAsync(step, errorMessage, CompletionState.CompletedWithError, cancellationToken);

    /// <summary>The step went well.</summary>
    /// <param name="step">The step.</param>
    /// <param name="message">The result.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same step.</returns>
    public static Task<IReportingStep> SucceedAsync(this IReportingStep step, string? message = null, CancellationToken cancellationToken = default) =>
        EndAsync(step, message, CompletionState.Completed, cancellationToken);

    /// <summary>The step went well, and somebody should look at how.</summary>
    /// <param name="step">The step.</param>
    /// <param name="message">What to look at.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same step.</returns>
    public static Task<IReportingStep> WarnAsync(this IReportingStep step, string? message = null, CancellationToken cancellationToken = default) =>
        EndAsync(step, message, CompletionState.CompletedWithWarning, cancellationToken);

    /// <summary>The task failed; so does the pipeline, when the step ends.</summary>
    /// <param name="task">The task.</param>
    /// <param name="errorMessage">What went wrong and what to do.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same task.</returns>
    public static Task<IReportingTask> FailAsync(this IReportingTask task, string? errorMessage = null, CancellationToken cancellationToken = default) =>
        EndAsync(task, errorMessage, CompletionState.CompletedWithError, cancellationToken);

    /// <summary>The task went well.</summary>
    /// <param name="task">The task.</param>
    /// <param name="message">The result.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same task.</returns>
    public static Task<IReportingTask> SucceedAsync(this IReportingTask task, string? message = null, CancellationToken cancellationToken = default) =>
        EndAsync(task, message, CompletionState.Completed, cancellationToken);

    /// <summary>The task went well, and somebody should look at how.</summary>
    /// <param name="task">The task.</param>
    /// <param name="message">What to look at.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>The same task.</returns>
    public static Task<IReportingTask> WarnAsync(this IReportingTask task, string? message = null, CancellationToken cancellationToken = default) =>
        EndAsync(task, message, CompletionState.CompletedWithWarning, cancellationToken);

    private static async Task<IReportingStep> EndAsync(IReportingStep step, string? message, CompletionState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        await step.CompleteAsync(message ?? "", state, cancellationToken);
        return step;
    }

    private static async Task<IReportingTask> EndAsync(IReportingTask task, string? message, CompletionState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        await task.CompleteAsync(message, state, cancellationToken);
        return task;
    }
}
