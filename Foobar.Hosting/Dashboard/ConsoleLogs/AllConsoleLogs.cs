using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Dashboard.ConsoleLogs;

/// <summary>The console logs of all resources as one, ordered by time as far as lines come in together.</summary>
internal sealed class AllConsoleLogs(DistributedApplicationModel model, ResourceLoggerService loggers)
{
    // A reader that is slower than this holds the logs back, each of which then skips what is too much.
    private const int MaxPendingBatches = 256;

    private IEnumerable<string> Ids => model.Resources.Where(resource => resource is not ParameterResource).SelectMany(resource => resource.GetInstanceIds());

    /// <summary>The lines kept so far, then each new one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ConsoleLineView>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = Channel.CreateBounded<IEnumerable<ConsoleLineView>>(new BoundedChannelOptions(MaxPendingBatches) { SingleReader = true });
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.WhenAll(Ids.Select(id => ReadAsync(id, batches.Writer, ends.Token)));
        try
        {
            await foreach (var first in batches.Reader.ReadAllAsync(cancellationToken))
            {
                var lines = first.ToList();
                while (batches.Reader.TryRead(out var more))
                {
                    lines.AddRange(more);
                }

                yield return Order(lines);
            }
        }
        finally
        {
            await ends.CancelAsync();
            await reading;
        }
    }

    /// <summary>The lines kept so far.</summary>
    public async Task<IReadOnlyList<ConsoleLineView>> ReadAsync()
    {
        var lines = new List<ConsoleLineView>();
        foreach (var id in Ids)
        {
            await foreach (var batch in loggers.GetAllAsync(id))
            {
                lines.AddRange(View(id, batch));
            }
        }

        return Order(lines);
    }

    private async Task ReadAsync(string id, ChannelWriter<IEnumerable<ConsoleLineView>> batches, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in loggers.WatchAsync(id).WithCancellation(cancellationToken))
            {
                await batches.WriteAsync(View(id, batch), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the application ends.
        }
    }

    private static IEnumerable<ConsoleLineView> View(string id, IReadOnlyList<LogLine> lines) =>
        lines.Select(line => new ConsoleLineView(line.LineNumber, line.Content, line.IsErrorMessage, id));

    // Each line begins with its time, always in the same form, so the texts have the order of the times. A stable sort: lines of
    // one resource keep theirs.
    private static IReadOnlyList<ConsoleLineView> Order(List<ConsoleLineView> lines) =>
        [.. lines.OrderBy(line => line.Text.AsMemory(0, Math.Max(0, line.Text.IndexOf(' ', StringComparison.Ordinal))), Comparer<ReadOnlyMemory<char>>.Create((a, b) => a.Span.CompareTo(b.Span, StringComparison.Ordinal)))];
}
