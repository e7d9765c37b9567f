namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the engine knows.</summary>
public static class KnownResourceStates
{
    /// <summary>Its process ended, with an error or by being stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It completed.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It was not started yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>What runs it is out of order.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>The states after which nothing happens by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>How states are shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Something failed.</summary>
    public static readonly string Error = "error";

    /// <summary>A neutral remark.</summary>
    public static readonly string Info = "info";

    /// <summary>Something to look at.</summary>
    public static readonly string Warn = "warning";
}

/// <summary>The names of properties that have a meaning.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>What the resource was made from, such as a project's path.</summary>
    public static string Source { get; } = "resource.source";
}
