using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Pipelines;

/// <summary>Prints what a step reports. That it failed is not printed here: it ends the pipeline, which says so.</summary>
internal sealed class ReportingStep(string name, PipelineConsole console) : IReportingStep
{
    private readonly Completion _completion = new();

    /// <summary>What went wrong, where the step or one of its tasks said so.</summary>
    public string? Error { get; private set; }

    public Task<IReportingTask> CreateTaskAsync(string statusText, CancellationToken cancellationToken = default)
    {
        Log(LogLevel.Information, statusText);
        return Task.FromResult<IReportingTask>(new ReportingTask(this));
    }

    public void Log(LogLevel logLevel, string message) => console.WriteLine(name, logLevel, message);

    public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
    {
        Complete(_completion, completionText, completionState);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _completion.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Complete(Completion completion, string? text, CompletionState state)
    {
        if (!completion.TryComplete())
        {
            return;
        }

        if (state == CompletionState.CompletedWithError)
        {
            Error ??= string.IsNullOrEmpty(text) ? "it did not say why." : text;
        }
        else if (!string.IsNullOrEmpty(text))
        {
            Log(state == CompletionState.CompletedWithWarning ? LogLevel.Warning : LogLevel.Information, text);
        }
    }

    private sealed class ReportingTask(ReportingStep step) : IReportingTask
    {
        private readonly Completion _completion = new();

        public Task UpdateAsync(string statusText, CancellationToken cancellationToken = default)
        {
            step.Log(LogLevel.Information, statusText);
            return Task.CompletedTask;
        }

        public Task CompleteAsync(string? completionMessage = null, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
        {
            step.Complete(_completion, completionMessage, completionState);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _completion.TryComplete();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What is complete once stays so.</summary>
    private sealed class Completion
    {
        private int _isComplete;

        public bool TryComplete() => Interlocked.Exchange(ref _isComplete, 1) == 0;
    }
}
