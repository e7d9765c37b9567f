using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>What a step works on, and where it says how far it is.</summary>
public sealed class PipelineStepContext
{
    private ILogger? _logger;

    /// <summary>What the pipeline works on.</summary>
    public required PipelineContext PipelineContext { get; init; }

    /// <summary>Where the step says how far it is.</summary>
    public required IReportingStep ReportingStep { get; init; }

    /// <summary>The application model.</summary>
    public DistributedApplicationModel Model => PipelineContext.Model;

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext => PipelineContext.ExecutionContext;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => PipelineContext.Services;

    /// <summary>Writes to what the step reports.</summary>
    public ILogger Logger => _logger ??= new ReportingStepLogger(ReportingStep);

    /// <summary>Ends the step.</summary>
    public CancellationToken CancellationToken => PipelineContext.CancellationToken;

    /// <summary>What is printed at the end.</summary>
    public PipelineSummary Summary => PipelineContext.Summary;
}
