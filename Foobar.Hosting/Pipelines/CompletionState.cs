namespace Aspire.Hosting.Pipelines;

/// <summary>How far a step or a task is.</summary>
public enum CompletionState
{
    /// <summary>It runs.</summary>
    InProgress = 0,

    /// <summary>It did what it was for.</summary>
    Completed = 1,

    /// <summary>It did what it was for, and somebody should look at how.</summary>
    CompletedWithWarning = 2,

    /// <summary>It failed.</summary>
    CompletedWithError = 3,
}
