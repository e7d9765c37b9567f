namespace Aspire.Hosting.Pipelines;

/// <summary>What was asked of a pipeline on the command line.</summary>
public class PipelineOptions
{
    /// <summary>Where the output goes: <c>--output-path</c>.</summary>
    public string? OutputPath { get; set; }

    /// <summary>The step that is run, after all that it depends on: <c>--step</c>.</summary>
    public string? Step { get; set; }

    /// <summary>The lowest level of what steps log that is printed: <c>--log-level</c>.</summary>
    public string? LogLevel { get; set; }
}
