using System.Diagnostics;

namespace Foobar.DashboardBench.Load;

/// <summary>Asks as the pages do, and holds the live stream of the logs.</summary>
internal sealed class Viewer(HttpClient client)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private static readonly string[] s_questions =
    [
        "/api/logs?limit=200",
        "/api/logs?level=Error&text=mysql&filter=Code:contains:code-5",
        "/api/traces",
        "/api/traces?text=code&minDuration=1",
        "/api/telemetry",
        "/api/overview",
    ];

    /// <summary>Milliseconds that the answers to each question took.</summary>
    public IReadOnlyDictionary<string, List<double>> Answers { get; } = s_questions.ToDictionary(question => question, _ => new List<double>());

    /// <summary>Messages of the live stream.</summary>
    public int Messages { get; private set; }

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                foreach (var question in s_questions)
                {
                    var since = Stopwatch.GetTimestamp();
                    await client.GetStringAsync(question, cancellationToken);
                    Answers[question].Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                    await Task.Delay(s_pause, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync("/api/logs/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                Messages += line.StartsWith("data:", StringComparison.Ordinal) ? 1 : 0;
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
