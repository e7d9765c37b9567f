using System.Diagnostics;
using Foobar.Bench;

namespace Foobar.WebBench;

/// <summary>This program once more, as the empty server: a process of its own, as a web server is.</summary>
internal sealed class EmptyServerProcess : IDisposable
{
    private readonly Process _process;

    private EmptyServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<EmptyServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [EmptyServer.Command]) { RedirectStandardOutput = true })!;
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellationToken) is { } address
                ? new EmptyServerProcess(process, new Uri(address))
                : throw new BenchException("The empty server has not started.");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
