using System.Diagnostics;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>A running process that can be asked to end, and made to.</summary>
internal sealed class ManagedProcess : IDisposable
{
    // A descendant that left the group may hold the output open for as long as it likes.
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly IProcessPlatform _platform;

    /// <param name="process">A process that was started.</param>
    /// <param name="ended">Completed when it has ended.</param>
    /// <param name="platform">Ends it.</param>
    public ManagedProcess(Process process, Task ended, IProcessPlatform platform)
    {
        _process = process;
        _platform = platform;
        Id = process.Id;
        Exit = WaitForExitAsync(ended);
    }

    public int Id { get; }

    /// <summary>Completed with the exit code when the process has ended and its output was read.</summary>
    public Task<int> Exit { get; }

    /// <summary>Asks the process to end, and after the grace period makes it, with its descendants.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (Exit.IsCompleted)
        {
            return;
        }

        _platform.RequestStop(Id);
        if (await Task.WhenAny(Exit, Task.Delay(grace)) != Exit)
        {
            _platform.Kill(Id);
            await Exit;
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> WaitForExitAsync(Task ended)
    {
        await ended;
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(s_drain));
        return _process.ExitCode;
    }
}
