using Foobar.GatewayBench.Measurement;

namespace Foobar.Tests.Bench.Gateway;

public sealed class PairingTests
{
    [Fact]
    public void Ratio_RoundsThatDiffer_ComparesWithinEach()
    {
        // The second round was twice as slow for both: nothing of that is left.
        var ratio = Ratio([(1, 50), (2, 25), (3, 40)], [(1, 100), (2, 50), (3, 100)]);

        Assert.Equal(new Spread(0.45, 0.5, 0.5), ratio);
    }

    [Fact]
    public void Ratio_RoundThatOneLacks_IsLeftOut() => Assert.Equal(new Spread(2, 2, 2), Ratio([(1, 7), (2, 20)], [(2, 10), (3, 1)]));

    [Fact]
    public void Ratio_NothingToCompareTo_IsLeftOut() => Assert.Equal(new Spread(3, 3, 3), Ratio([(1, 7), (2, 30)], [(1, 0), (2, 10)]));

    [Fact]
    public void Rotate_AsManyRoundsAsItems_EachIsFirstOnce() =>
        Assert.Equal(["abc", "bca", "cab", "abc"], Enumerable.Range(0, 4).Select(round => string.Concat(Pairing.Rotate(["a", "b", "c"], round))));

    [Fact]
    public void Spread_OfFigures_IsTheMiddleAndTheQuartiles()
    {
        var spread = Spread.Of([5, 1, 4, 2, 3]);

        Assert.Equal(new Spread(2, 3, 4), spread);
        Assert.Equal("3.00 (2.00–4.00)", spread.ToString());
    }

    private static Spread Ratio((int Round, double Figure)[] samples, (int Round, double Figure)[] reference) =>
        Pairing.Ratio(samples, reference, sample => sample.Round, sample => sample.Figure);
}
