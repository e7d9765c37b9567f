using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Gateway.AccessLog;

/// <summary>Keeps what is logged in one category.</summary>
internal sealed class LogRecorder(string category) : ILoggerProvider
{
    private readonly ConcurrentQueue<Entry> _entries = [];

    public IReadOnlyCollection<Entry> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName == category ? _entries : null);

    public void Dispose()
    {
    }

    public sealed record Entry(string Line, IReadOnlyDictionary<string, object?> Attributes);

    private sealed class Recorder(ConcurrentQueue<Entry>? entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => entries is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries?.Enqueue(new(
                formatter(state, exception),
                ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}
