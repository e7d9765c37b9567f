using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Running;

/// <summary>The program of a pod as a process, with the environment of its container and nothing else.</summary>
internal sealed partial class PodProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly string _name;

    /// <param name="name">The name of the pod.</param>
    /// <param name="start">The program.</param>
    /// <param name="variables">The container's variables.</param>
    /// <param name="secrets">The values of Secrets, by their keys.</param>
    /// <param name="changes">What has to be different here: addresses, and folders of this machine.</param>
    public PodProcess(
        string name, ProcessStartInfo start, IEnumerable<V1EnvVar> variables, IReadOnlyDictionary<string, string> secrets, Dictionary<string, string> changes)
    {
        _name = name;
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        foreach (var variable in variables)
        {
            start.Environment[variable.Name] =
                variable.ValueFrom?.FieldRef is not null ? name
                : variable.ValueFrom?.SecretKeyRef is { } secret ? secrets[secret.Key]
                : Reference().Replace(variable.Value, match => start.Environment[match.Groups[1].Value]!);
        }
        foreach (var (key, value) in changes)
        {
            start.Environment[key] = value;
        }
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public void AssertRuns() => Assert.False(_process.HasExited, $"{_name} has ended:\n{Output}");

    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }

    [GeneratedRegex(@"\$\(([A-Za-z0-9_]+)\)")]
    private static partial Regex Reference();
}
