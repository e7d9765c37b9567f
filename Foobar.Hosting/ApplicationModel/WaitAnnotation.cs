namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource starts only after another.</summary>
/// <param name="resource">The resource that is waited for.</param>
/// <param name="waitType">What is waited for.</param>
/// <param name="exitCode">The exit code expected of a resource that completes.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource that is waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code expected of a resource that completes.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What happens when it cannot come any more; the application's default when null.</summary>
    public WaitBehavior? WaitBehavior { get; set; }
}

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>The resource runs and its health checks pass.</summary>
    WaitUntilHealthy = 0,

    /// <summary>The resource has ended with the expected exit code.</summary>
    WaitForCompletion = 1,

    /// <summary>The resource runs.</summary>
    WaitUntilStarted = 2,
}

/// <summary>How resources wait for each other.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>
    /// What a waiting resource does when the other has failed, unless its wait says otherwise. With a dashboard to start the
    /// other again it waits on; without one it fails.
    /// </summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}

/// <summary>What a waiting resource does when the other has failed.</summary>
public enum WaitBehavior
{
    /// <summary>It waits on: somebody may restart the other.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>It fails to start.</summary>
    StopOnResourceUnavailable = 1,
}
