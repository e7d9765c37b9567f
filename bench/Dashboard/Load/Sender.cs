using System.Diagnostics;
using System.Net.Http.Headers;

namespace Foobar.DashboardBench.Load;

/// <summary>One service that sends its share, ten times a second.</summary>
internal sealed class Sender(Uri collector, string service, int logsPerSecond, int spansPerSecond)
{
    private const int BatchesPerSecond = 10;

    private readonly Batches _batches = new(service);

    public long Logs { get; private set; }

    public long Spans { get; private set; }

    /// <summary>Exports that were not answered by 200.</summary>
    public long Failures { get; private set; }

    public async Task RunAsync(int seconds, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = collector };
        client.DefaultRequestHeaders.Add("x-otlp-api-key", DashboardProcess.ApiKey);
        var since = Stopwatch.StartNew();
        for (var batch = 0; batch < seconds * BatchesPerSecond; batch++)
        {
            // Whoever is late makes up for it: so many a second are promised.
            var ahead = TimeSpan.FromSeconds((double)batch / BatchesPerSecond) - since.Elapsed;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, cancellationToken);
            }

            var (logs, spans) = (logsPerSecond / BatchesPerSecond, spansPerSecond / BatchesPerSecond);
            Logs += await PostAsync(client, "/v1/logs", _batches.Logs(logs), cancellationToken) ? logs : 0;
            Spans += await PostAsync(client, "/v1/traces", _batches.Spans(spans), cancellationToken) ? spans : 0;
        }
    }

    private async Task<bool> PostAsync(HttpClient client, string path, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        using var response = await client.PostAsync(path, content, cancellationToken);
        Failures += response.IsSuccessStatusCode ? 0 : 1;
        return response.IsSuccessStatusCode;
    }
}
