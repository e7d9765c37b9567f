using Foobar.Chaos.Load;
using Foobar.Chaos.Verification;

namespace Foobar.Tests.Bench.Chaos;

public sealed class LinkAuditTests
{
    [Fact]
    public void Of_AllThere_NothingWrong()
    {
        var audit = LinkAudit.Of([Link("a", "1")], [("a", "1"), ("b", "unknown to us")]);

        Assert.Empty(audit.Lost);
        Assert.Empty(audit.Doubled);
    }

    [Fact]
    public void Of_MissingRow_IsLost() => Assert.Equal(["2"], LinkAudit.Of([Link("a", "1"), Link("b", "2")], [("a", "1")]).Lost);

    [Fact]
    public void Of_OtherCodeThanAcknowledged_IsLost() => Assert.Equal(["1"], LinkAudit.Of([Link("a", "1")], [("b", "1")]).Lost);

    [Fact]
    public void Of_SameUrlTwice_IsDoubled() => Assert.Equal(["1"], LinkAudit.Of([Link("a", "1")], [("a", "1"), ("b", "1")]).Doubled);

    [Fact]
    public void Of_NodesThatAreTogether_MissingOnOneIsLost() =>
        Assert.Equal(["1", "2"], LinkAudit.Of([new LinkAudit(["1"], []), new LinkAudit(["1", "2"], [])], eachHasAll: true).Lost);

    [Fact]
    public void Of_NodesThatAreApart_MissingOnBothIsLost() =>
        Assert.Equal(["1"], LinkAudit.Of([new LinkAudit(["1"], []), new LinkAudit(["1", "2"], [])], eachHasAll: false).Lost);

    [Fact]
    public void Of_DoubledOnBothNodes_CountsOnce() =>
        Assert.Equal(["1"], LinkAudit.Of([new LinkAudit([], ["1"]), new LinkAudit([], ["1"])], eachHasAll: true).Doubled);

    private static Acknowledgement Link(string code, string url) => new(code, url, Node: null, Token: null, TimeSpan.Zero, TimeSpan.Zero);
}
