using Foobar.Chaos.Load;
using Foobar.Chaos.Verification;

namespace Foobar.Tests.Bench.Chaos;

public sealed class TwoPrimariesTests
{
    private static readonly Term[] s_oneChange = [Term("a", 0), Term("b", 10)];

    [Fact]
    public void Find_EachInItsTerm_Nothing() =>
        Assert.Empty(TwoPrimaries.Find([Write("a", 1, 2), Write("a", 8, 9), Write("b", 11, 12)], s_oneChange));

    [Fact]
    public void Find_OldPrimaryAnswersWriteSentAfterTheNewOneAnswered_Found()
    {
        var late = Write("a", 13, 14);

        Assert.Equal([late], TwoPrimaries.Find([Write("a", 1, 2), late, Write("b", 11, 12), Write("b", 15, 16)], s_oneChange));
    }

    [Fact]
    public void Find_OldPrimaryAnswersWriteSentBeforeTheNewOneAnswered_Nothing() =>
        Assert.Empty(TwoPrimaries.Find([Write("a", 9, 14), Write("b", 11, 12)], s_oneChange));

    [Fact]
    public void Find_WriteSentBeforeTheTermBegan_Nothing() =>
        Assert.Empty(TwoPrimaries.Find([Write("a", 1, 2), Write("b", 3, 12), Write("b", 13, 14)], s_oneChange));

    [Fact]
    public void Find_AnsweredBeforeItsTermBegan_Found()
    {
        var early = Write("b", 3, 4);

        Assert.Equal([early], TwoPrimaries.Find([Write("a", 1, 2), early, Write("b", 11, 12)], s_oneChange));
    }

    [Fact]
    public void Find_BackToTheFirst_Nothing() => Assert.Empty(TwoPrimaries.Find(
        [Write("a", 1, 2), Write("b", 11, 12), Write("a", 21, 22)],
        [.. s_oneChange, Term("a", 20)]));

    [Fact]
    public void Find_SecondAnswersAfterItWasBackToTheFirst_Found()
    {
        var late = Write("b", 23, 24);

        Assert.Equal([late], TwoPrimaries.Find(
            [Write("a", 1, 2), Write("b", 11, 12), Write("a", 21, 22), late],
            [.. s_oneChange, Term("a", 20)]));
    }

    [Fact]
    public void Find_TermsOfEarlierRuns_DoNotExcuse()
    {
        var late = Write("a", 42, 43);

        Assert.Equal([late], TwoPrimaries.Find(
            [Write("a", 35, 36), Write("b", 40.5, 41), late],
            [.. s_oneChange, Term("a", 20), Term("b", 40)]));
    }

    [Fact]
    public void Find_TermWithoutAWriteInBetween_Nothing() => Assert.Empty(TwoPrimaries.Find(
        [Write("a", 1, 2), Write("a", 21, 22), Write("b", 31, 32)],
        [.. s_oneChange, Term("a", 20), Term("b", 30)]));

    [Fact]
    public void Find_TermRepeatedForTheSamePrimary_Nothing() => Assert.Empty(TwoPrimaries.Find(
        [Write("a", 1, 2), Write("a", 11, 12)],
        [Term("a", 0), Term("a", 10)]));

    [Fact]
    public void Find_AnswerThatNamesNoNode_SaysNothing() =>
        Assert.Empty(TwoPrimaries.Find([Write("b", 11, 12), Write(null, 13, 14)], s_oneChange));

    private static Term Term(string primary, double beganAt) => new(primary, TimeSpan.FromSeconds(beganAt));

    private static Acknowledgement Write(string? node, double startedAt, double endedAt) =>
        new("code", "url", node, Token: null, TimeSpan.FromSeconds(startedAt), TimeSpan.FromSeconds(endedAt));
}
