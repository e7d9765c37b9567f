using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace Foobar.Tests.Composition;

/// <summary>Clients that look up a link one time after the other, each over its own connections, until told to stop.</summary>
internal sealed class SteadyLoad : IDisposable
{
    private const int Clients = 4;

    private readonly CancellationTokenSource _ends = new();
    private readonly Task _clients;
    private int _requests;

    private SteadyLoad(FoobarApp foobar, Uri link) =>
        _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunAsync(foobar, link)));

    public int Requests => Volatile.Read(ref _requests);

    public ConcurrentQueue<string> Failures { get; } = [];

    public static async Task<SteadyLoad> StartAsync(FoobarApp foobar, CancellationToken cancellationToken)
    {
        using var client = foobar.CreateClient();
        using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/steady" }, cancellationToken);
        created.EnsureSuccessStatusCode();
        await foobar.WaitForReplicaAsync(cancellationToken);
        return new SteadyLoad(foobar, created.Headers.Location!);
    }

    public async Task StopAsync()
    {
        await _ends.CancelAsync();
        await _clients;
    }

    public void Dispose()
    {
        _ends.Cancel();
        _ends.Dispose();
    }

    private async Task RunAsync(FoobarApp foobar, Uri link)
    {
        using var client = foobar.CreateClient();
        while (!_ends.IsCancellationRequested)
        {
            try
            {
                using var response = await client.GetAsync(link);
                if (!response.IsSuccessStatusCode)
                {
                    Failures.Enqueue($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Failures.Enqueue($"{e.GetType().Name}: {e.GetBaseException().Message}");
            }

            Interlocked.Increment(ref _requests);
        }
    }
}
