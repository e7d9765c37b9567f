using Foobar.Failover.Witness;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.Failover.Witness;

public sealed class FileWitnessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => _folder.Combine("failover", "witness.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_NothingWasSaved_IsNothing()
    {
        using var witness = new FileWitness(File);

        Assert.Null(witness.Load());
    }

    [Fact]
    public async Task Load_ByTheNextManager_IsWhatWasSavedLast()
    {
        using (var witness = new FileWitness(File))
        {
            await witness.SaveAsync(NodeStates.Paired, TestContext.Current.CancellationToken);
            await witness.SaveAsync(NodeStates.Promoting, TestContext.Current.CancellationToken);
        }

        using var next = new FileWitness(File);

        Assert.Equal(NodeStates.Promoting, next.Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":1,"term":1,"primary":"mysql-1","mode":"Whatever","serverUuid":"11111111-71ca-11e1-9e33-c80aa9429562","held":""}""")]
    [InlineData("""{"version":1,"term":1,"primary":"mysql-1","mode":"Paired","serverUuid":"11111111-71ca-11e1-9e33-c80aa9429562","held":"nonsense"}""")]
    public void Load_NoRecord_IsNotTakenForNothing(string text)
    {
        using var witness = new FileWitness(File);
        System.IO.File.WriteAllText(File, text);

        var problem = Assert.Throws<WitnessException>(witness.Load);

        Assert.Contains(File, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_HalfWrittenByACrash_LeavesTheOneBefore()
    {
        using var witness = new FileWitness(File);
        await witness.SaveAsync(NodeStates.Alone, TestContext.Current.CancellationToken);
        System.IO.File.WriteAllText($"{File}.next", "{ \"version\": 9");

        Assert.Equal(ClusterMode.Alone, witness.Load()!.Mode);
    }

    [Fact]
    public void Create_SecondManager_IsRefused()
    {
        using var first = new FileWitness(File);

        var problem = Assert.Throws<WitnessException>(() => new FileWitness(File));

        Assert.Contains("Only one manager", problem.Message, StringComparison.Ordinal);
    }
}
