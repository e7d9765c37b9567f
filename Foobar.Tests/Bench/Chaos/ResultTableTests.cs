using Foobar.Bench;
using Foobar.Chaos.Reporting;

namespace Foobar.Tests.Bench.Chaos;

public sealed class ResultTableTests
{
    [Fact]
    public void Of_SeveralRuns_OneLineAFault()
    {
        var table = ResultTable.Of([Result("kill-primary", 0.5), Result("kill-primary", 1.5), Result("kill-primary", 0.75), Result("kill-web", 0.02) with { Converged = false }]);

        Assert.Equal(
            [
                "| Fault        | Runs | Acknowledged | Lost | Doubled | Seconds without writes (median, max) | Failed reads | Failed writes | Converged |",
                "| ------------ | ---: | -----------: | ---: | ------: | -----------------------------------: | -----------: | ------------: | --------: |",
                "| kill-primary |    3 |        3,000 |    3 |       0 |                           0.75, 1.50 |            6 |             0 |    3 of 3 |",
                "| kill-web     |    1 |        1,000 |    1 |       0 |                           0.02, 0.02 |            2 |             0 |    0 of 1 |",
            ],
            table.Split(Environment.NewLine));
    }

    [Fact]
    public void Remarks_SayTheWorst()
    {
        var remarks = ResultTable.Remarks([Result("a", 0) with { OverlapSamples = 2, LongestOverlap = 0.1 }, Result("b", 0) with { AcknowledgedByTwo = 1 }]);

        Assert.Equal(
            [
                "Writes acknowledged by a node that had been replaced: 1.",
                "Samples in which the flags of both nodes let applications write: 2, for 0.100 s at most.",
            ],
            remarks);
    }

    [Theory]
    [InlineData(new double[] { }, 0)]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5)]
    public void Median_IsInTheMiddle(double[] values, double median) => Assert.Equal(median, Statistics.Median(values));

    [Theory]
    [InlineData(1, 0, 0, true)]
    [InlineData(0, 1, 0, true)]
    [InlineData(0, 0, 1, true)]
    [InlineData(0, 0, 0, false)]
    public void IsGood_OneBrokenPromise_IsNot(int lost, int doubled, int byTwo, bool converged) =>
        Assert.False((Result("a", 0) with { Lost = lost, Doubled = doubled, AcknowledgedByTwo = byTwo, Converged = converged }).IsGood);

    private static RunResult Result(string fault, double gap) => new()
    {
        Fault = fault,
        Run = 1,
        PrimaryBefore = "mysql-1",
        Acknowledged = 1_000,
        Lost = 1,
        Doubled = 0,
        WriteGap = gap,
        ResumedBeforeRepair = true,
        Converged = true,
        AcknowledgedByTwo = 0,
        OverlapSamples = 0,
        LongestOverlap = 0,
        Reads = new Dictionary<string, int>(),
        FailedReads = new Dictionary<string, int> { ["404"] = 1, ["503"] = 1 },
        RepeatedWrites = new Dictionary<string, int>(),
        FailedWrites = 0,
    };
}
