namespace Aspire.Hosting.Pipelines;

/// <summary>The names of steps that every pipeline has. They do nothing themselves; others are put before or between them.</summary>
public static class WellKnownPipelineSteps
{
    /// <summary>After everything that writes files to deploy from.</summary>
    public const string Publish = "publish";

    /// <summary>Before everything that writes files to deploy from.</summary>
    public const string PublishPrereq = "publish-prereq";

    /// <summary>After everything that builds container images.</summary>
    public const string Build = "build";

    /// <summary>Before everything that builds container images.</summary>
    public const string BuildPrereq = "build-prereq";

    /// <summary>After everything that pushes container images.</summary>
    public const string Push = "push";

    /// <summary>Before everything that pushes container images.</summary>
    public const string PushPrereq = "push-prereq";
}
