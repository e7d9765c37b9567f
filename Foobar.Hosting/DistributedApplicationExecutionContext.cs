using Foobar.Hosting.Dashboard.Otlp;

namespace Aspire.Hosting;

/// <summary>Whether the application runs or is published.</summary>
/// <param name="operation">The operation.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>The operation.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether the application runs.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether the application is published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Where resources send their telemetry; null when nobody receives it here.</summary>
    internal OtlpCollector? Collector { get; set; }
}

/// <summary>What is done with the application model.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It is run.</summary>
    Run = 0,

    /// <summary>It is published for another place.</summary>
    Publish = 1,
}
