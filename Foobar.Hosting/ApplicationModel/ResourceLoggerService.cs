using System.Collections.Concurrent;
using Foobar.Hosting.Orchestration.Logs;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of all resources: their processes' output and what is said about them. Kept, bounded, and streamed.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a logger that writes to a resource's log.</summary>
    /// <param name="resource">The resource; all its instances get the line.</param>
    /// <returns>The logger.</returns>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger([.. resource.GetInstanceIds().Select(GetLog)]);
    }

    /// <summary>Gets a logger that writes to the log of an instance.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>The logger.</returns>
    public ILogger GetLogger(string resourceName) => new ResourceLogger([GetLog(resourceName)]);

    /// <summary>Streams a log: the lines kept so far, then each new one.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>The lines, in batches. Each begins with its time in UTC (RFC 3339).</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => GetLog(resourceName).WatchAsync();

    /// <summary>Gets the lines kept so far.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>The lines, in batches. Each begins with its time in UTC (RFC 3339).</returns>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return GetLog(resourceName).Snapshot();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog GetLog(string id) => _logs.GetOrAdd(id, _ => new ResourceLog(TimeProvider.System));
}

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">Counts from 1 since the application started.</param>
/// <param name="Content">The time in UTC (RFC 3339), a space, and the text.</param>
/// <param name="IsErrorMessage">Whether it came from standard error or was logged as an error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
