using System.Net.Http.Json;
using System.Text.Json;
using Foobar.MySql.Topology;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Asks a failover manager what it sees, and tells it what to do.</summary>
/// <param name="name">The manager's name, for people.</param>
/// <param name="getAddress">Gets the manager's address; <see langword="null"/> while it has none.</param>
internal sealed class FailoverManagerClient(string name, Func<Uri?> getAddress) : IDisposable
{
    // It answers from memory, so one that needs longer is frozen.
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(2);

    // A command waits for writes under way, or for a copy of all data.
    private static readonly TimeSpan s_command = TimeSpan.FromMinutes(2);

    // The manager runs on this machine; a proxy in the environment is not meant for it.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks what the manager sees. That it does not answer is a view, not an exception.</summary>
    /// <param name="last">What is known already.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TopologyView> LookAsync(TopologyView last, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(s_answer, async (address, limited) =>
                new TopologyView(
                    await _http.GetFromJsonAsync(new Uri(address, "topology"), ClusterTopologyJson.TypeInfo, limited) ?? throw new JsonException("null"),
                    null), cancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            return last with { Silence = e.Message };
        }
    }

    /// <summary>Makes the replica the primary and the primary the replica.</summary>
    /// <exception cref="DistributedApplicationException">The manager refuses or does not answer.</exception>
    public Task SwitchOverAsync(CancellationToken cancellationToken) => PostAsync("switchover", content: null, cancellationToken);

    /// <summary>Replaces the data of a node by that of the primary.</summary>
    /// <exception cref="DistributedApplicationException">The manager refuses or does not answer.</exception>
    public async Task RejoinAsync(string node, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new Dictionary<string, string> { ["node"] = node });
        await PostAsync("rejoin", content, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(s_command, (address, limited) => _http.PostAsync(new Uri(address, path), content, limited), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new DistributedApplicationException(
                ProblemText.Find(await response.Content.ReadAsStringAsync(cancellationToken)) ?? $"{name} answers {(int)response.StatusCode}");
        }
    }

    private async Task<T> AskAsync<T>(TimeSpan limit, Func<Uri, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var address = getAddress() ?? throw new DistributedApplicationException($"{name} has no address yet");
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            return await ask(address, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"{name} does not answer within {limit.TotalSeconds:0} s");
        }
        catch (HttpRequestException e)
        {
            throw new DistributedApplicationException(e.StatusCode is { } status ? $"{name} answers {(int)status}" : $"{name} does not answer: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new DistributedApplicationException($"{name} answers something else than a topology: {e.Message}");
        }
    }
}
