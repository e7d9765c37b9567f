using System.Globalization;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration.Logs;

/// <summary>The last lines of one instance's log, and those who follow it.</summary>
internal sealed class ResourceLog(TimeProvider time)
{
    private const int Capacity = 10_000;

    // A reader that falls this far behind loses the oldest lines rather than holding memory for all.
    private const int FollowerCapacity = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _followers = [];
    private int _lastLineNumber;
    private bool _completed;

    public void Write(string text, bool isError)
    {
        var timestamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            var line = new LogLine(++_lastLineNumber, $"{timestamp} {text}", isError);
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }

            foreach (var follower in _followers)
            {
                follower.Writer.TryWrite(line);
            }
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var follower = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(FollowerCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        IReadOnlyList<LogLine> kept;
        lock (_lock)
        {
            kept = [.. _lines];
            if (_completed)
            {
                follower.Writer.Complete();
            }
            else
            {
                _followers.Add(follower);
            }
        }

        try
        {
            if (kept.Count > 0)
            {
                yield return kept;
            }

            while (await follower.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (follower.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_lock)
            {
                _followers.Remove(follower);
            }
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            foreach (var follower in _followers)
            {
                follower.Writer.TryComplete();
            }
        }
    }
}
