using Foobar.GatewayBench.Comparison;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;

namespace Foobar.Tests.Bench.Gateway;

public sealed class ComparisonTableTests
{
    private const string Reference = "HAProxy";

    private static readonly Sample[] s_samples =
    [
        Sample("Foobar", round: 1, requests: 4_000, cpuSeconds: 0.4),
        Sample(Reference, round: 1, requests: 10_000, cpuSeconds: 0.5),
        Sample(Reference, round: 2, requests: 8_000, cpuSeconds: 0.4),
        Sample("Foobar", round: 2, requests: 6_400, cpuSeconds: 0.64, failed: 2),
    ];

    [Fact]
    public void Of_TwoBalancers_OneLineEach() => Assert.Equal(
        [
            "| Work      | Balancer | Requests/s |            Ratio | CPU µs/request |            Ratio | p50 ms | p99 ms | Memory MB | Failed |",
            "| --------- | -------- | ---------: | ---------------: | -------------: | ---------------: | -----: | -----: | --------: | -----: |",
            "| 1 KB page | Foobar   |      5,200 | 0.60 (0.50–0.70) |          100.0 | 2.00 (2.00–2.00) |    1.5 |   20.0 |        64 |      2 |",
            "|           | HAProxy  |      9,000 | 1.00 (1.00–1.00) |           50.0 | 1.00 (1.00–1.00) |    1.5 |   20.0 |        64 |      0 |",
        ],
        ComparisonTable.Of(s_samples, Reference).Split(Environment.NewLine));

    [Fact]
    public void Remark_Failures_SaysSo()
    {
        Assert.EndsWith("2 REQUESTS FAILED.", ComparisonTable.Remark(s_samples, Reference), StringComparison.Ordinal);
        Assert.EndsWith("No request failed.", ComparisonTable.Remark(s_samples[..3], Reference), StringComparison.Ordinal);
    }

    [Fact]
    public void CpuPerRequest_NothingAnswered_IsANumber() => Assert.Equal(1e6, Sample("Foobar", round: 1, requests: 0, cpuSeconds: 1).CpuPerRequest);

    private static Sample Sample(string balancer, int round, int requests, double cpuSeconds, int failed = 0) =>
        new("1 KB page", balancer, round, new WrkFigures(requests, 1_000_000, 1_500, 20_000, Unanswered: 0, failed), cpuSeconds, 64 * 1024 * 1024);
}
