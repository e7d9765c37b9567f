using System.Collections.Concurrent;
using System.Diagnostics;
using Foobar.Gateway.Tracing;

namespace Foobar.Tests.Gateway.Tracing;

/// <summary>
/// Samples one trace of the gateway's spans, and those with a link to it, and no other: gateways of other tests are in this
/// process too.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ConcurrentDictionary<ActivityTraceId, bool> _traces = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewaySpans.Name,
            Sample = Sample,
            ActivityStopped = Record,
        };
        _traces[Parent.TraceId] = true;
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The span of a client's that its requests belong to.</summary>
    public ActivityContext Parent { get; } =
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    /// <summary>What a client sends that is in the trace.</summary>
    public string TraceParent => $"00-{Parent.TraceId}-{Parent.SpanId}-01";

    /// <summary>Spans of the trace, the first that ended first, once there are so many.</summary>
    public async Task<IReadOnlyList<Activity>> WaitForAsync(int count)
    {
        while (_ended.Count < count)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return [.. _ended];
    }

    public void Dispose() => _listener.Dispose();

    private ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options)
    {
        if (options.Links?.Any(link => link.Context.TraceId == Parent.TraceId) is true)
        {
            _traces[options.TraceId] = true;
        }

        return _traces.ContainsKey(options.TraceId) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None;
    }

    private void Record(Activity span)
    {
        if (_traces.ContainsKey(span.TraceId))
        {
            _ended.Enqueue(span);
        }
    }
}
