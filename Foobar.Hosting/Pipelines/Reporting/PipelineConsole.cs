using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Pipelines;

/// <summary>Prints what steps report, a line at a time, and the result.</summary>
internal sealed class PipelineConsole(IOptions<PipelineOptions> options, IOptions<EmbeddedEngineOptions> engine, TextWriter? output = null)
{
    private readonly TextWriter _output = TextWriter.Synchronized(engine.Value.ConsoleOutput ? output ?? Console.Out : TextWriter.Null);
    private readonly LogLevel _lowest = ReadLogLevel(options.Value.LogLevel);

    public void WriteLine(string step, LogLevel level, string text)
    {
        if (level >= _lowest && level != LogLevel.None)
        {
            WriteLine(step, level switch { LogLevel.Warning => $"warning: {text}", > LogLevel.Warning => $"error: {text}", _ => text });
        }
    }

    public void WriteResult(string step, TimeSpan duration, PipelineSummary summary)
    {
        WriteLine(step, $"Done in {duration.TotalSeconds:0.0} s.");
        var width = summary.Items.Select(item => item.Key.Length).DefaultIfEmpty().Max();
        foreach (var item in summary.Items)
        {
            _output.WriteLine($"            {item.Key.PadRight(width)}  {item.Value}");
        }
    }

    private void WriteLine(string step, string text) => _output.WriteLine($"{DateTime.Now:HH:mm:ss.f}  {step,-20} {text}");

    private static LogLevel ReadLogLevel(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "info" or "information" => LogLevel.Information,
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "warn" or "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "critical" => LogLevel.Critical,
        "none" => LogLevel.None,
        _ => throw new DistributedApplicationException($"Pipeline:LogLevel (--log-level) is '{text}'. It is one of trace, debug, information, warning, error, critical, none."),
    };
}
