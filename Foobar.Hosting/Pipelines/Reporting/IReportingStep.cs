using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Where a step says how far it is. Disposed of, it is complete, if nobody said so before.</summary>
public interface IReportingStep : IAsyncDisposable
{
    /// <summary>Begins a part of the step.</summary>
    /// <param name="statusText">What is done.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>Where the part says how far it is.</returns>
    Task<IReportingTask> CreateTaskAsync(string statusText, CancellationToken cancellationToken = default);

    /// <summary>Reports a line.</summary>
    /// <param name="logLevel">How much it matters.</param>
    /// <param name="message">The line.</param>
    void Log(LogLevel logLevel, string message);

    /// <summary>Completes the step.</summary>
    /// <param name="completionText">The result.</param>
    /// <param name="completionState">Whether it went well.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>Completed when it is reported.</returns>
    Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default);
}
