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

        var command = ExecutableFinder.Find(spec.Command) ?? throw new DistributedApplicationException($"There is no program '{spec.Command}'{(Path.IsPathRooted(spec.Command) ? "" : " on PATH")}.");
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
        process.Start();
        _platform.Value.Guard(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ManagedProcess(process, _platform.Value);

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
