using System.Globalization;
using System.Net;
using Foobar.Bench;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Balancers;

/// <summary>A balancer that runs and has answered.</summary>
internal sealed class RunningBalancer : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;

    private RunningBalancer(IBalancer balancer, BalancerSetup setup, ChildProcess process)
    {
        _process = process;
        Name = balancer.Name;
        Http = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{setup.HttpPort}"));
        Https = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{setup.HttpsPort}"));
    }

    public string Name { get; }

    public Uri Http { get; }

    public Uri Https { get; }

    public TimeSpan CpuTime => ProcessGroup.CpuTime(_process.Id);

    /// <summary>In bytes, since <see cref="ForgetPeakMemory"/>.</summary>
    public long PeakMemory => ProcessGroup.PeakMemory(_process.Id);

    public void ForgetPeakMemory() => ProcessGroup.ForgetPeakMemory(_process.Id);

    /// <exception cref="BenchException">It did not answer.</exception>
    public static async Task<RunningBalancer> StartAsync(IBalancer balancer, BalancerSetup setup, ProcessGuard guard, CancellationToken cancellationToken)
    {
        var running = new RunningBalancer(balancer, setup, ChildProcess.Start(balancer.Prepare(setup), guard));
        try
        {
            await running.WaitUntilAnsweringAsync(cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task WaitUntilAnsweringAsync(CancellationToken cancellationToken)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(2) };
        using var limit = new CancellationTokenSource(s_startLimit);
        foreach (var address in new[] { Http, Https })
        {
            while (!await IsAnsweringAsync(client, new Uri(address, "/1k"), cancellationToken))
            {
                if (limit.IsCancellationRequested || _process.HasExited)
                {
                    throw new BenchException($"{Name} does not answer at {address}. {_process.LastWords}");
                }

                await Task.Delay(s_pollInterval, cancellationToken);
            }
        }
    }

    private static async Task<bool> IsAnsweringAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(address, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
