using System.Diagnostics;
using System.Text;

namespace Foobar.Tests.Composition;

/// <summary>The application host as people start it: a process of its own, with what it prints.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Lock _lock = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private AppHostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public static AppHostProcess Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Projects.Foobar_AppHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A dashboard of its own, beside any other that may run on this machine; an argument may say otherwise.
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{FreePort.Find()}";

        var host = new AppHostProcess(Process.Start(start)!);
        host._process.OutputDataReceived += (_, e) => host.Append(host._output, e.Data);
        host._process.ErrorDataReceived += (_, e) => host.Append(host._errors, e.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Waits until the text was printed.</summary>
    public async Task WaitForOutputAsync(string text, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        if (await Task.WhenAny(seen.Task, _process.WaitForExitAsync(cancellationToken)) != seen.Task)
        {
            var why = cancellationToken.IsCancellationRequested ? "did not print in time" : "ended before it printed";
            Assert.Fail($"The application host {why} '{text}'.\n{Output}\n{Errors}");
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        List<int> descendants = OperatingSystem.IsLinux() && !_process.HasExited ? [.. LinuxProcess.DescendantsOf(Id)] : [];
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();

        // They still write to folders that the test deletes.
        foreach (var id in descendants)
        {
            await LinuxProcess.WaitForEndAsync(id, CancellationToken.None);
        }
    }

    private void Append(StringBuilder to, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            to.AppendLine(line);
            foreach (var awaited in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
            {
                awaited.Seen.TrySetResult();
            }
        }
    }

    private string Read(StringBuilder from)
    {
        lock (_lock)
        {
            return from.ToString();
        }
    }
}
