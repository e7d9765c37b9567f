using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Origins;

/// <summary>A web server: a process of its own, which can be killed and started again where it was.</summary>
internal sealed class Origin(OriginOptions options, ProcessGuard guard) : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(20);

    private ChildProcess? _process;

    public int Port => options.Port;

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start(new ProcessSpec(options.Name, DotNet.Host, [DotNet.Self, .. Arguments()]), guard);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")) };
        using var limit = new CancellationTokenSource(s_startLimit);
        while (!await IsAnsweringAsync(client, cancellationToken))
        {
            if (limit.IsCancellationRequested || _process.HasExited)
            {
                throw new BenchException($"The web server {options.Name} did not start. {_process.LastWords}");
            }

            await Task.Delay(s_pollInterval, cancellationToken);
        }
    }

    /// <summary>Kills it, which it learns nothing of beforehand.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    private List<string> Arguments()
    {
        List<string> arguments =
        [
            "origin",
            "--port", options.Port.ToString(CultureInfo.InvariantCulture),
            "--name", options.Name,
            "--delay-ms", ((int)options.Delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            "--concurrency", options.Concurrency.ToString(CultureInfo.InvariantCulture),
        ];
        if (options.Recorder is { } recorder)
        {
            arguments.AddRange("--recorder", recorder.ToString());
        }

        return arguments;
    }

    private static async Task<bool> IsAnsweringAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(OriginEndpoints.Health, UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
