using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Foobar.GatewayBench.Processes;

/// <summary>A program that runs until it is killed, with all that it started: the group that it leads.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int KeptLines = 20;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly ProcessGuard _guard;
    private bool _isGone;

    private ChildProcess(ProcessSpec spec, ProcessGuard guard)
    {
        _guard = guard;
        var start = new ProcessStartInfo("setsid", [spec.Program, .. spec.Arguments])
        {
            WorkingDirectory = spec.WorkingDirectory ?? guard.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
    }

    /// <summary>The process, and the group that it leads.</summary>
    public int Id { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>What it said last, in one line.</summary>
    public string LastWords => string.Join(" ", _lines.Select(line => line.Trim()));

    public static ChildProcess Start(ProcessSpec spec, ProcessGuard guard)
    {
        var child = new ChildProcess(spec, guard);
        child._process.Start();
        child.Id = child._process.Id;
        guard.Add(child.Id);
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Kills it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_isGone)
        {
            _ = Kill(-Id, SigKill);
            await _process.WaitForExitAsync();
            _guard.Remove(Id);
            _isGone = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Asked first: nginx takes leave of its workers then.
        if (!_process.HasExited)
        {
            _ = Kill(Id, SigTerm);
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(s_grace));
        }

        await KillAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    private void Keep(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            _lines.Enqueue(line);
            while (_lines.Count > KeptLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }
}
