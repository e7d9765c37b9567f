using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration.Logs;

/// <summary>Writes log entries to the logs of a resource's instances.</summary>
internal sealed class ResourceLogger(IReadOnlyList<ResourceLog> logs) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception);
        if (exception is not null)
        {
            text = $"{text}{(text.Length > 0 ? " " : "")}{exception.Message}";
        }

        foreach (var log in logs)
        {
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                log.Write(line.ToString(), logLevel >= LogLevel.Error);
            }
        }
    }
}
