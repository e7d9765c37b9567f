using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;

namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>Puts exports into the stores, and says which parts were refused.</summary>
internal sealed class OtlpImport(TelemetryStore telemetry)
{
    private readonly AttributeReader _attributes = new(telemetry.Limits);
    private readonly SpanReader _spans = new(telemetry.Limits);
    private readonly LogRecordReader _logs = new(telemetry.Limits);
    private readonly MetricImport _metrics = new(telemetry);

    public ExportTraceServiceResponse Import(ExportTraceServiceRequest request)
    {
        var refused = new Refused();
        foreach (var sender in request.ResourceSpans)
        {
            if (Find(sender.Resource) is not { } resource)
            {
                refused.Add(sender.ScopeSpans.Sum(scope => scope.Spans.Count), Refused.TooManySenders);
                continue;
            }

            var spans = sender.ScopeSpans.SelectMany(scope => scope.Spans.Select(span => _spans.Read(resource, scope.Scope, span))).ToList();
            refused.Add(spans.RemoveAll(span => span is null), "a span needs a trace id of 16 bytes and a span id of 8, not all zero");
            resource.CountSpans(spans.Count);
            telemetry.Traces.Add(spans!);
        }

        telemetry.CountRejected(refused.Count);
        return refused.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedSpans = refused.Count, ErrorMessage = refused.Reasons } };
    }

    public ExportLogsServiceResponse Import(ExportLogsServiceRequest request)
    {
        var refused = new Refused();
        foreach (var sender in request.ResourceLogs)
        {
            if (Find(sender.Resource) is not { } resource)
            {
                refused.Add(sender.ScopeLogs.Sum(scope => scope.LogRecords.Count), Refused.TooManySenders);
                continue;
            }

            var entries = sender.ScopeLogs.SelectMany(scope => scope.LogRecords.Select(record => _logs.Read(resource, scope.Scope, record))).ToList();
            resource.CountLogs(entries.Count);
            telemetry.Logs.Add(entries);
        }

        telemetry.CountRejected(refused.Count);
        return refused.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedLogRecords = refused.Count, ErrorMessage = refused.Reasons } };
    }

    public ExportMetricsServiceResponse Import(ExportMetricsServiceRequest request)
    {
        var refused = new Refused();
        foreach (var sender in request.ResourceMetrics)
        {
            if (Find(sender.Resource) is not { } resource)
            {
                refused.Add(sender.ScopeMetrics.Sum(scope => scope.Metrics.Sum(MetricImport.CountPoints)), Refused.TooManySenders);
                continue;
            }

            foreach (var scope in sender.ScopeMetrics)
            {
                foreach (var metric in scope.Metrics)
                {
                    _metrics.Import(resource, scope.Scope?.Name ?? "", metric, refused);
                }
            }
        }

        telemetry.CountRejected(refused.Count);
        return refused.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedDataPoints = refused.Count, ErrorMessage = refused.Reasons } };
    }

    private TelemetryResource? Find(Resource? resource) => telemetry.Resources.GetOrAdd(resource is null ? [] : _attributes.Read(resource.Attributes));
}
