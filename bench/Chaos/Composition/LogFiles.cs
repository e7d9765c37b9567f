using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Chaos.Composition;

/// <summary>The logs of all processes of an application as files: what a run that went wrong is understood by.</summary>
internal sealed class LogFiles : IAsyncDisposable
{
    private readonly Task _writing;

    private LogFiles(Task writing) => _writing = writing;

    /// <summary>Writes a file for each process, named after it and the time, until the application ends.</summary>
    public static LogFiles Start(DistributedApplication application, DirectoryInfo folder)
    {
        folder.Create();
        var logs = application.Services.GetRequiredService<ResourceLoggerService>();
        return new LogFiles(Task.WhenAll(ResourceNames.Instances.Select(instance =>
            WriteAsync(logs, instance, Path.Combine(folder.FullName, $"{DateTime.Now:HHmmss}-{instance}.log")))));
    }

    /// <summary>Waits for the last lines: the application has to be disposed first.</summary>
    public async ValueTask DisposeAsync() => await _writing;

    private static async Task WriteAsync(ResourceLoggerService logs, string instance, string path)
    {
        await using var file = new StreamWriter(path) { AutoFlush = true };
        await foreach (var lines in logs.WatchAsync(instance))
        {
            foreach (var line in lines)
            {
                await file.WriteLineAsync(line.Content);
            }
        }
    }
}
