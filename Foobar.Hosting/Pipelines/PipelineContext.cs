using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>What a pipeline works on.</summary>
/// <param name="model">The application model.</param>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="serviceProvider">The application's services.</param>
/// <param name="logger">Writes to the application host's log.</param>
/// <param name="cancellationToken">Ends the pipeline.</param>
public sealed class PipelineContext(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider serviceProvider,
    ILogger logger,
    CancellationToken cancellationToken)
{
    /// <summary>The application model.</summary>
    public DistributedApplicationModel Model { get; } = model;

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services { get; } = serviceProvider;

    /// <summary>Writes to the application host's log.</summary>
    public ILogger Logger { get; } = logger;

    /// <summary>Ends the pipeline.</summary>
    public CancellationToken CancellationToken { get; set; } = cancellationToken;

    /// <summary>What is printed at the end.</summary>
    public PipelineSummary Summary { get; } = new();
}
