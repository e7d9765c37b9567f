namespace Foobar.Tests.Failover.Model;

/// <summary>
/// The promotion protocol against everything that can go wrong, in every order, within bounds: the real decision, on nodes
/// that are reduced to what decides over data.
/// </summary>
public sealed class ProtocolTests(ITestOutputHelper output)
{
    [Fact]
    public void Protocol_EveryOrderOfFaults_LosesNothingAndConverges()
    {
        var search = new Search(new(Writes: 2, Faults: 2, Versions: 8));

        var problem = search.Run(new World(), Convergence.Problem);

        output.WriteLine($"{search.Count} states");
        Assert.True(problem is null, problem);
    }
}
