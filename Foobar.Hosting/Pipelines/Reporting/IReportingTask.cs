namespace Aspire.Hosting.Pipelines;

/// <summary>Where a part of a step says how far it is. Disposed of, it is complete, if nobody said so before.</summary>
public interface IReportingTask : IAsyncDisposable
{
    /// <summary>Says what is done now.</summary>
    /// <param name="statusText">What is done.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>Completed when it is reported.</returns>
    Task UpdateAsync(string statusText, CancellationToken cancellationToken = default);

    /// <summary>Completes the part.</summary>
    /// <param name="completionMessage">The result.</param>
    /// <param name="completionState">Whether it went well.</param>
    /// <param name="cancellationToken">Ends the report.</param>
    /// <returns>Completed when it is reported.</returns>
    Task CompleteAsync(string? completionMessage = null, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default);
}
