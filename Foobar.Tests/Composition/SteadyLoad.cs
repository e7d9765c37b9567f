using System.Collections.Concurrent;

namespace Foobar.Tests.Composition;

/// <summary>Clients that read pages one after the other, each over its own connections, until told to stop.</summary>
internal sealed class SteadyLoad : IDisposable
{
    private const int Clients = 4;

    private readonly CancellationTokenSource _ends = new();
    private readonly Task _clients;
    private int _requests;

    public SteadyLoad(FoobarApp foobar) => _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunAsync(foobar)));

    public int Requests => Volatile.Read(ref _requests);

    public ConcurrentQueue<string> Failures { get; } = [];

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

    private async Task RunAsync(FoobarApp foobar)
    {
        using var client = foobar.CreateClient();
        while (!_ends.IsCancellationRequested)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("/api/links", UriKind.Relative));
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
