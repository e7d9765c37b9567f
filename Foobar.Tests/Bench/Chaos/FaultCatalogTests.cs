using Foobar.Bench;
using Foobar.Chaos.Faults;

namespace Foobar.Tests.Bench.Chaos;

public sealed class FaultCatalogTests
{
    [Fact]
    public void All_NamesDiffer() => Assert.Distinct(FaultCatalog.All.Select(fault => fault.Name));

    [Fact]
    public void All_Isolations_CutLinks() => Assert.All(
        FaultCatalog.All,
        fault => Assert.Equal(fault.Name.StartsWith("isolate", StringComparison.Ordinal), fault.CutsLinks));

    [Fact]
    public void Find_NoName_FindsAll() => Assert.Equal(FaultCatalog.All, FaultCatalog.Find([]));

    [Fact]
    public void Find_NamesWithPlusAndComma_FindsEach() => Assert.Equal(
        ["restart-replica+kill-primary", "kill-replica,recover,kill-primary"],
        FaultCatalog.Find(["kill-replica,recover,kill-primary", "restart-replica+kill-primary"]).Select(fault => fault.Name));

    [Fact]
    public void Find_UnknownName_SaysWhichThereAre()
    {
        var e = Assert.Throws<BenchException>(() => FaultCatalog.Find(["kill-all"]));

        Assert.Contains("'kill-all'", e.Message, StringComparison.Ordinal);
        Assert.Contains("kill-primary freeze-primary", e.Message, StringComparison.Ordinal);
    }
}
