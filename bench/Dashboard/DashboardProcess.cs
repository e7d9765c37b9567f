using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Foobar.Bench;
using Foobar.DashboardBench.Load;

namespace Foobar.DashboardBench;

/// <summary>The dashboard of an application whose only resource prints a lot, as a process of its own, so that what it uses is known.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    public const string ServeCommand = "serve";
    public const string ApiKey = "0123456789abcdef";

    private const string Token = "0123456789abcdef";
    private const string LinesSetting = "Printer:Lines";
    private const string PeakMemory = "VmHWM:";
    private const double BytesPerKilobyte = 1024;
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;

    private DashboardProcess(Process process, Uri url, Uri collector)
    {
        (_process, Collector) = (process, collector);
        Client = new HttpClient { BaseAddress = url };
    }

    /// <summary>A browser without the window, signed in.</summary>
    public HttpClient Client { get; }

    /// <summary>The address that signs in.</summary>
    public Uri Login => new(Client.BaseAddress!, $"/login?t={Token}");

    /// <summary>Where it takes telemetry by HTTP.</summary>
    public Uri Collector { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="lines">How many lines a second its resource prints.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BenchException">It did not start.</exception>
    public static async Task<DashboardProcess> StartAsync(int lines, CancellationToken cancellationToken)
    {
        var (url, collector) = (Url(), Url());
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [ServeCommand, "--", $"--urls={url}", $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL={collector}", $"--AppHost:OtlpApiKey={ApiKey}", $"--AppHost:BrowserToken={Token}", $"--{LinesSetting}={lines}"])
        {
            RedirectStandardInput = true,
        };
        var dashboard = new DashboardProcess(Process.Start(start)!, url, collector);
        try
        {
            await dashboard.SignInAsync(cancellationToken);
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Is the dashboard, until standard input ends: also when whoever started this was killed.</summary>
    public static async Task ServeAsync(string[] settings, CancellationToken cancellationToken)
    {
        var builder = DistributedApplication.CreateBuilder(settings);
        builder.AddExecutable("printer", Environment.ProcessPath!, ".", Printer.Command, builder.Configuration[LinesSetting]!);
        await using var application = builder.Build();
        await application.StartAsync(cancellationToken);
        await Console.In.ReadToEndAsync(cancellationToken);
        await application.StopAsync(CancellationToken.None);
    }

    /// <summary>The most memory that it had at once, in MB.</summary>
    public double ReadPeakMemory()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(PeakMemory, StringComparison.Ordinal));
        return double.Parse(line[PeakMemory.Length..^"kB".Length], CultureInfo.InvariantCulture) / BytesPerKilobyte;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = await Client.GetAsync(Login, cancellationToken);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (since.Elapsed > s_startLimit || _process.HasExited)
            {
                throw new BenchException($"The dashboard did not start: {e.Message}", e);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_poll, cancellationToken);
            }
        }
    }

    private static Uri Url() => new($"http://127.0.0.1:{FreePort.Find()}");
}
