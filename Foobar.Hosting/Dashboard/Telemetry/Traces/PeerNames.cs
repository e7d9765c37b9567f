using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Names those whom a client's span called.</summary>
internal sealed class PeerNames(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    // The semantic conventions' names, the newer first.
    private static readonly string[] s_hosts = ["server.address", "peer.service", "net.peer.name"];
    private static readonly string[] s_ports = ["server.port", "net.peer.port"];

    /// <summary>Finds names by the addresses that the application's resources have now.</summary>
    public Func<SpanRecord, string?> Now()
    {
        var byPort = Instances()
            .SelectMany(instance => instance.Snapshot.Urls.Select(url => (instance.ResourceId, Url: Uri.TryCreate(url.Url, UriKind.Absolute, out var parsed) ? parsed : null)))
            .Where(named => named.Url is { IsLoopback: true, Port: > 0 })
            .GroupBy(named => named.Url!.Port)
            .ToDictionary(group => group.Key, group => group.First().ResourceId);
        return span => Find(span, byPort);
    }

    private static string? Find(SpanRecord span, Dictionary<int, string> byPort)
    {
        var host = s_hosts.Select(span.Attributes.Find).FirstOrDefault(value => value is not null);
        var port = s_ports.Select(span.Attributes.Find).FirstOrDefault(value => value is not null);
        return host is null ? null
            : port is null ? host
            : IsThisMachine(host) && int.TryParse(port, CultureInfo.InvariantCulture, out var number) && byPort.TryGetValue(number, out var name) ? name
            : $"{host}:{port}";
    }

    private static bool IsThisMachine(string host) =>
        host is "localhost" or "127.0.0.1" or "::1" or "[::1]" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<ResourceEvent> Instances()
    {
        foreach (var id in model.Resources.SelectMany(resource => resource.GetInstanceIds()))
        {
            if (notifications.TryGetCurrentState(id, out var state))
            {
                yield return state;
            }
        }
    }
}
