using System.Diagnostics;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>A running process that can be asked to end, and made to.</summary>
internal sealed class ManagedProcess(Process process, IProcessPlatform platform) : IDisposable
{
    public int Id { get; } = process.Id;

    /// <summary>Completed with the exit code when the process has ended and all its output was read.</summary>
    public Task<int> Exit { get; } = WaitForExitAsync(process);

    /// <summary>Asks the process to end, and after the grace period makes it, with its descendants.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (Exit.IsCompleted)
        {
            return;
        }

        platform.RequestStop(Id);
        if (await Task.WhenAny(Exit, Task.Delay(grace)) != Exit)
        {
            platform.Kill(Id);
            await Exit;
        }
    }

    public void Dispose() => process.Dispose();

    private static async Task<int> WaitForExitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
