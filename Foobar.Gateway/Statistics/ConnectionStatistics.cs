using System.Diagnostics.Metrics;

namespace Foobar.Gateway.Statistics;

/// <summary>The connections of the site's clients, as Kestrel's own metrics tell of them.</summary>
internal sealed class ConnectionStatistics : IHostedService, IDisposable
{
    private const string Meter = "Microsoft.AspNetCore.Server.Kestrel";
    private const string ActiveConnections = "kestrel.active_connections";

    private readonly MeterListener _listener = new();
    private readonly int _managementPort;
    private long _current;
    private long _total;

    /// <param name="meters">Whose meters are meant: each application in this process has its own.</param>
    /// <param name="managementPort">Connections to it do not count.</param>
    public ConnectionStatistics(IMeterFactory meters, int managementPort)
    {
        _managementPort = managementPort;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: ActiveConnections, Meter.Name: Meter } && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) => Count(change, tags));
    }

    public long Current => Volatile.Read(ref _current);

    public long Total => Volatile.Read(ref _total);

    /// <summary>Before Kestrel's own service starts, so that no connection is missed.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Count(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "server.port" && tag.Value is int port && port == _managementPort)
            {
                return;
            }
        }

        Interlocked.Add(ref _current, change);
        if (change > 0)
        {
            Interlocked.Add(ref _total, change);
        }
    }
}
