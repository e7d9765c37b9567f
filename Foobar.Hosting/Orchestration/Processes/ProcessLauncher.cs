using System.Diagnostics;
using Aspire.Hosting;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>Launches processes, each the leader of its own group, none of which outlives the application host.</summary>
internal sealed class ProcessLauncher : IDisposable
{
    private readonly Lazy<IProcessPlatform> _platform = new(() => OperatingSystem.IsWindows() ? new WindowsProcessPlatform() : new UnixProcessPlatform());

    /// <exception cref="DistributedApplicationException">There is no such program or directory.</exception>
    public ManagedProcess Launch(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException($"The working directory '{spec.WorkingDirectory}' does not exist.");
        }

        var command = ExecutableFinder.Find(spec.Command, spec.WorkingDirectory) ?? throw new DistributedApplicationException($"There is no program '{spec.Command}'{(Path.IsPathRooted(spec.Command) ? "" : " on PATH")}.");
        var start = _platform.Value.CreateStartInfo(spec with { Command = command });
        start.WorkingDirectory = spec.WorkingDirectory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Forward(e.Data, isError: false);
        process.ErrorDataReceived += (_, e) => Forward(e.Data, isError: true);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ended.TrySetResult();
        process.Start();
        try
        {
            _platform.Value.Guard(process);
        }
        catch
        {
            // What is not guarded must not run.
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ManagedProcess(process, ended.Task, _platform.Value);

        void Forward(string? line, bool isError)
        {
            if (line is not null)
            {
                spec.OnOutput(line, isError);
            }
        }
    }

    public void Dispose()
    {
        if (_platform.IsValueCreated)
        {
            _platform.Value.Dispose();
        }
    }
}
