using System.Diagnostics;

namespace Foobar.Failover.Telemetry;

/// <summary>The span of one step, if anybody listens.</summary>
internal readonly struct StepSpan(Activity? activity) : IDisposable
{
    public void Fail(string problem) => activity?.SetStatus(ActivityStatusCode.Error, problem);

    public void Dispose() => activity?.Dispose();
}
