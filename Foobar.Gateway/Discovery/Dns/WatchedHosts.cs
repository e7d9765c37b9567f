using System.Collections.Concurrent;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>Every name that was asked for since the start. A name that is used no more costs a question now and then.</summary>
internal sealed class WatchedHosts(DnsQuery query, GatewayConfiguration configuration, TimeProvider time, ILogger<WatchedHosts> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<WatchedHost>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();

    public IEnumerable<WatchedHost> All => _hosts.Values.Select(host => host.Value);

    /// <summary>The addresses of a name, none if it has none or they are not known yet.</summary>
    public Task<HostAddresses> GetAsync(string host, CancellationToken cancellationToken) =>
        _hosts.GetOrAdd(host, name => new Lazy<WatchedHost>(() => Watch(name))).Value.GetAsync(cancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private WatchedHost Watch(string name)
    {
        var host = new WatchedHost(name, query, configuration, time, logger);
        _ = Task.Run(() => host.RunAsync(_stop.Token), CancellationToken.None);
        return host;
    }
}
