using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Foobar.Bench;
using Foobar.MySql.Topology;

namespace Foobar.Chaos.Composition;

/// <summary>What the failover manager says, and what it can be asked to do.</summary>
internal sealed class FailoverManager(Uri address) : IDisposable
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    // A manager that hangs must not be what is waited for.
    private readonly HttpClient _client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>What it said when it was asked last; null when it did not answer.</summary>
    public ClusterTopology? Last { get; private set; }

    /// <summary>Whether the pair is as it should be: one primary that commits on both nodes, and a replica that follows.</summary>
    public static bool IsSteady(ClusterTopology? topology) =>
        topology is { Mode: ClusterMode.Paired, IsWritable: true, NeedsHelp: false, Primary: not null }
        && topology.Nodes.All(node => node.IsHealthy);

    /// <summary>Asks for the topology.</summary>
    /// <returns>The topology, or null when the manager does not answer.</returns>
    public async Task<ClusterTopology?> TryGetTopologyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Last = await _client.GetFromJsonAsync<ClusterTopology>("/topology", s_json, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Last = null;
        }
    }

    /// <summary>Waits until the pair is as it should be.</summary>
    /// <returns>The topology, or null when the time was not enough.</returns>
    public async Task<ClusterTopology?> WaitUntilSteadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = Clock.Now + limit;
        do
        {
            if (await TryGetTopologyAsync(cancellationToken) is { } topology && IsSteady(topology))
            {
                return topology;
            }

            await Task.Delay(s_pollInterval, cancellationToken);
        }
        while (Clock.Now < end);

        return null;
    }

    /// <summary>Asks for a planned change of the primary.</summary>
    /// <exception cref="BenchException">It was refused.</exception>
    public async Task SwitchOverAsync(CancellationToken cancellationToken)
    {
        // It may take as long as the replica needs to catch up.
        using var client = new HttpClient { BaseAddress = _client.BaseAddress };
        try
        {
            using var response = await client.PostAsync(new Uri("/switchover", UriKind.Relative), content: null, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new BenchException($"The manager refused a switchover ({(int)response.StatusCode}): {await response.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }
        catch (HttpRequestException e)
        {
            throw new BenchException($"The manager did not answer when asked for a switchover: {e.Message}", e);
        }
    }

    /// <summary>Why the pair is not as it should be, for people.</summary>
    public string Explain() => Last is null
        ? "the manager does not answer"
        : string.Join("; ", Last.Nodes.Select(n => $"{n.Name} ({n.Role}): {n.Reason}").Prepend($"{Last.Mode} on {Last.Primary} in term {Last.Term}: {Last.Reason}"));

    public void Dispose() => _client.Dispose();
}
