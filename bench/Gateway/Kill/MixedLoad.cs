using System.Globalization;
using System.Net;
using Foobar.Bench;
using Foobar.GatewayBench.Origins;

namespace Foobar.GatewayBench.Kill;

/// <summary>Clients that read and create at once, each one request after the other.</summary>
internal sealed class MixedLoad(Uri address, KillOptions options) : IDisposable
{
    private const int OneCreateIn = 5;

    private readonly Dictionary<RequestKind, Tally> _failed = Enum.GetValues<RequestKind>().ToDictionary(kind => kind, _ => new Tally());
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = options.Clients,
    })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(20),
    };

    private int _next;

    public Progress Progress { get; } = new();

    /// <summary>Whether a create has a key.</summary>
    public static bool HasKey(int number) => KindOf(number) == RequestKind.KeyedCreate;

    /// <summary>Requests that failed, by how they went wrong.</summary>
    public IReadOnlyDictionary<string, int> Failed(RequestKind kind) => _failed[kind].ToDictionary();

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(_ => Task.Run(() => WorkAsync(cancellationToken), cancellationToken)));

    public void Dispose() => _client.Dispose();

    private static RequestKind KindOf(int number) => (number % OneCreateIn, number / OneCreateIn % 2) switch
    {
        (not 0, _) => RequestKind.Get,
        (_, 0) => RequestKind.KeyedCreate,
        _ => RequestKind.PlainCreate,
    };

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Increment(ref _next) is var number && number <= options.Requests)
        {
            var kind = KindOf(number);
            using var request = kind == RequestKind.Get ? new HttpRequestMessage(HttpMethod.Get, OriginEndpoints.Page) : Create(number);
            var started = Progress.Now;
            var failure = await SendAsync(request, kind == RequestKind.Get ? HttpStatusCode.OK : HttpStatusCode.Created, cancellationToken);
            Progress.Add(started, failure is null);
            if (failure is not null)
            {
                _failed[kind].Add(failure);
            }
        }
    }

    // Some have an empty body, which is the easiest to send again by mistake.
    private static HttpRequestMessage Create(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var body = number / OneCreateIn % 4 < 2 ? $$"""{"url":"https://example.org/{{text}}"}""" : "";
        var request = new HttpRequestMessage(HttpMethod.Post, OriginEndpoints.Create) { Content = new StringContent(body) };
        request.Headers.Add(OriginEndpoints.NumberHeader, text);
        if (HasKey(number))
        {
            request.Headers.Add(OriginEndpoints.KeyHeader, text);
        }

        return request;
    }

    /// <returns>How it went wrong; null when it did not.</returns>
    private async Task<string?> SendAsync(HttpRequestMessage request, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.StatusCode == expected ? null : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "no connection, or broken";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer";
        }
    }
}
