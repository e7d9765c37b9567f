using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Foobar.Bench;

namespace Foobar.Chaos.Composition;

/// <summary>Does to the application's processes what happens to processes.</summary>
internal sealed class Processes(FoobarApplication application)
{
    private const string PidProperty = "executable.pid";

    private static readonly TimeSpan s_startRetry = TimeSpan.FromMilliseconds(500);
    private static readonly string[] s_ended = [.. KnownResourceStates.TerminalStates, KnownResourceStates.NotStarted];
    private static readonly string[] s_started = [.. s_ended, KnownResourceStates.Running];

    private readonly ConcurrentQueue<string> _remarks = new();

    /// <summary>What did not go as it should, for people.</summary>
    public IEnumerable<string> Remarks => _remarks;

    /// <summary>The process behind an instance of a resource; of a node that is the server itself, not what keeps it.</summary>
    /// <exception cref="BenchException">It does not run, or not as a process of this machine.</exception>
    public int FindPid(string instance)
    {
        var text = ResourceNames.Nodes.Contains(instance) ? ReadPidFile(instance) : FindProperty(instance);
        return int.TryParse(text, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : throw new BenchException($"The process of {instance} is not known. Faults need it to run as a process of this machine, not in a container.");
    }

    /// <summary>Sends a signal by its name, such as KILL.</summary>
    public static void Signal(int pid, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
        var error = kill.StandardError.ReadToEnd();
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new BenchException($"kill -{signal} {pid}: {error.Trim()}");
        }
    }

    public async Task StopAsync(string instance, CancellationToken cancellationToken) =>
        await CommandAsync(instance, KnownResourceCommands.StopCommand, cancellationToken);

    /// <summary>Starts what has ended, or is about to end; again and again while it does not start.</summary>
    public async Task StartAsync(string instance, CancellationToken cancellationToken)
    {
        await WaitForStateAsync(instance, s_ended.Contains, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            await CommandAsync(instance, KnownResourceCommands.StartCommand, cancellationToken);
            if (await WaitForStateAsync(instance, s_started.Contains, cancellationToken) == KnownResourceStates.Running)
            {
                if (attempt > 1)
                {
                    _remarks.Enqueue($"{instance} had to be started {attempt} times");
                }

                return;
            }

            await Task.Delay(s_startRetry, cancellationToken);
        }
    }

    private async Task<string?> WaitForStateAsync(string instance, Func<string?, bool> isReached, CancellationToken cancellationToken)
    {
        await foreach (var change in application.Application.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (change.ResourceId == instance && isReached(change.Snapshot.State?.Text))
            {
                return change.Snapshot.State?.Text;
            }
        }

        throw new OperationCanceledException();
    }

    private async Task CommandAsync(string instance, string command, CancellationToken cancellationToken)
    {
        var result = await application.Application.ResourceCommands.ExecuteCommandAsync(instance, command, cancellationToken);
        if (!result.Success)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BenchException($"{instance}: {command} failed. {result.Message}");
        }
    }

    private string? FindProperty(string instance) =>
        application.Application.ResourceNotifications.TryGetCurrentState(instance, out var state)
            ? state.Snapshot.Properties.FirstOrDefault(p => p.Name == PidProperty)?.Value?.ToString()
            : null;

    private string? ReadPidFile(string node)
    {
        try
        {
            return File.ReadAllText(Path.Combine(application.DataFolder(node), "mysqld.pid")).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
