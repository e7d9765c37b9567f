using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Load;

namespace Foobar.GatewayBench.Measurement;

/// <summary>Puts a balancer to work and reads what it used for that.</summary>
internal sealed class Meter(Wrk wrk, int seconds)
{
    public async Task<Sample> MeasureAsync(RunningBalancer balancer, Work work, int round, CancellationToken cancellationToken)
    {
        balancer.ForgetPeakMemory();
        var before = balancer.CpuTime;
        var figures = await wrk.RunAsync(work.AddressAt(balancer), seconds, cancellationToken);
        var used = balancer.CpuTime - before;
        return new Sample(work.Title, balancer.Name, round, figures, used.TotalSeconds, balancer.PeakMemory);
    }
}
