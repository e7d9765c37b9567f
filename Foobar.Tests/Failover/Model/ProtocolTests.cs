namespace Foobar.Tests.Failover.Model;

/// <summary>
/// The promotion protocol against everything that can go wrong, in every order, within bounds: the real decision, on nodes
/// that are reduced to what decides over data.
/// </summary>
public sealed class ProtocolTests(ITestOutputHelper output)
{
    [Fact]
    public void Search_FromAPair_LosesNothingAndConverges() =>
        Assert.Null(Run(Start.Paired, new(Writes: 1, Faults: 2, Versions: 7)));

    [Fact]
    public void Search_FromNewNodes_LosesNothingAndConverges() =>
        Assert.Null(Run(Start.Fresh, new(Writes: 1, Faults: 1, Versions: 5)));

    /// <summary>A model that finds nothing proves nothing unless it finds what is there.</summary>
    [Theory]
    [InlineData(SafetyRule.DrainsTheRelayLog)]
    [InlineData(SafetyRule.NeverTimesOut)]
    [InlineData(SafetyRule.RecordsBeforeRunningAlone)]
    [InlineData(SafetyRule.PairsByAMark)]
    [InlineData(SafetyRule.UsesEachMarkOnce)]
    [InlineData(SafetyRule.CutsClientsBeforeReleasingCommits)]
    [InlineData(SafetyRule.NeverPromotesFromAlone)]
    [InlineData(SafetyRule.StopsAcknowledging)]
    [InlineData(SafetyRule.EndsEarlierStatements)]
    public void Search_WithoutOneRule_FindsTheLoss(object rule)
    {
        var search = new Search(new(Writes: 2, Faults: 3, Versions: 9), (SafetyRule)rule);

        var problem = search.Run(Start.Paired);

        output.WriteLine($"{search.Count} states\n{problem}");
        Assert.NotNull(problem);
    }

    private string? Run(World start, Bounds bounds)
    {
        var search = new Search(bounds);
        var converged = new Convergence();
        var problem = search.Run(start, converged.Problem);
        output.WriteLine($"{search.Count} states\n{problem}");
        return problem;
    }
}
