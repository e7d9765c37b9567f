using Foobar.Chaos;
using Foobar.Chaos.Load;

namespace Foobar.Tests.Bench.Chaos;

public sealed class LedgerTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public void Pick_OnlyYoungLinks_Nothing()
    {
        Add("young", age: TimeSpan.Zero);

        Assert.Null(_ledger.Pick(new Random(1), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Pick_OldAndYoungLinks_OnlyOldOnes()
    {
        Add("older", TimeSpan.FromHours(3));
        Add("old", TimeSpan.FromHours(2));
        Add("young", TimeSpan.Zero);
        var random = new Random(1);

        var picked = Enumerable.Range(0, 100).Select(_ => _ledger.Pick(random, TimeSpan.FromHours(1))!.Code).ToHashSet();

        Assert.Equal(["old", "older"], picked.Order());
    }

    [Fact]
    public void From_Position_LeavesOutWhatWasBefore()
    {
        Add("before", TimeSpan.Zero);
        var position = _ledger.Count;
        Add("after", TimeSpan.Zero);

        Assert.Equal(["after"], _ledger.From(position).Select(link => link.Code));
        Assert.Equal("after", _ledger.Newest()!.Code);
    }

    private void Add(string code, TimeSpan age) => _ledger.Add(new Acknowledgement(code, "url", Node: null, Token: null, TimeSpan.Zero, Clock.Now - age));
}
