using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Origins;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench;

/// <summary>Two web servers and the balancers in front of them; nothing of it is left when it is disposed of.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private const string WebServer = "web-";

    private readonly ProcessGuard _guard = new();
    private readonly List<Origin> _origins = [];
    private readonly List<RunningBalancer> _balancers = [];
    private readonly CertificateFiles _certificate;

    private Rig() => _certificate = CertificateFiles.Create(Folder);

    public string Folder => _guard.Folder;

    /// <summary>web-1, then web-2.</summary>
    public IReadOnlyList<Origin> Origins => _origins;

    /// <summary>Starts the web servers.</summary>
    /// <param name="behave">Changes how one behaves, by its index; null when both are as fast as they can.</param>
    /// <param name="cancellationToken">Gives up, and cleans up.</param>
    public static async Task<Rig> StartAsync(Func<int, OriginOptions, OriginOptions>? behave, CancellationToken cancellationToken)
    {
        var rig = new Rig();
        try
        {
            foreach (var (index, port) in FreePorts.Find(2).Index())
            {
                var options = new OriginOptions { Name = $"{WebServer}{index + 1}", Port = port };
                var origin = new Origin(behave?.Invoke(index, options) ?? options, rig._guard);
                rig._origins.Add(origin);
                await origin.StartAsync(cancellationToken);
            }

            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public async Task<RunningBalancer> StartAsync(IBalancer balancer, CancellationToken cancellationToken)
    {
        var ports = FreePorts.Find(3);
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"balancer-{_balancers.Count + 1}")).FullName;
        var setup = new BalancerSetup(folder, ports[0], ports[1], ports[2], [.. _origins.Select(origin => origin.Port)], _certificate);
        var running = await RunningBalancer.StartAsync(balancer, setup, _guard, cancellationToken);
        _balancers.Add(running);
        return running;
    }

    public async Task<IReadOnlyList<RunningBalancer>> StartAsync(IEnumerable<IBalancer> balancers, CancellationToken cancellationToken)
    {
        var running = new List<RunningBalancer>();
        foreach (var balancer in balancers)
        {
            running.Add(await StartAsync(balancer, cancellationToken));
        }

        return running;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var balancer in _balancers)
            {
                await balancer.DisposeAsync();
            }

            foreach (var origin in _origins)
            {
                await origin.DisposeAsync();
            }
        }
        finally
        {
            await _guard.DisposeAsync();
        }
    }
}
