using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Foobar.MySql.Topology;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>A failover manager as a process of its own, started with nothing but its environment as a pod is.</summary>
internal sealed class FailoverProcess : IAsyncDisposable
{
    /// <summary>The program as it is shipped: beside the tests' own output, with its own dependencies.</summary>
    public static readonly string Folder = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Foobar.Failover", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private bool _isDisposed;

    public FailoverProcess(string pod, IEnumerable<KeyValuePair<string, string>> environment, params string[] launcher)
    {
        var port = FreePort.Find();
        Pod = pod;
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"), Timeout = TimeSpan.FromSeconds(20) };
        string[] command = [.. launcher, Path.Combine(Folder, "Foobar.Failover")];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        start.Environment["POD_NAME"] = pod;
        start.Environment["ASPNETCORE_URLS"] = Client.BaseAddress.ToString();
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.OutputDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Pod { get; }

    public HttpClient Client { get; }

    public string Output => string.Join('\n', _output);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<ClusterTopology> WaitForAsync(Func<ClusterTopology, bool> condition)
    {
        while (true)
        {
            Assert.False(_process.HasExited, $"{Pod} has ended:\n{Output}");
            try
            {
                if (await Client.GetFromJsonAsync("/topology", ClusterTopologyJson.TypeInfo, Token) is { } topology && condition(topology))
                {
                    return topology;
                }
            }
            catch (HttpRequestException)
            {
                // It starts.
            }
            await Task.Delay(50, Token);
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
        Client.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }
}
