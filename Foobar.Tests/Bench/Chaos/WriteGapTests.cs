using Foobar.Chaos.Verification;

namespace Foobar.Tests.Bench.Chaos;

public sealed class WriteGapTests
{
    [Fact]
    public void Longest_AcrossTheFault_CountsFromTheLastAnswerBeforeIt() =>
        Assert.Equal(Seconds(3), WriteGap.Longest([Seconds(1), Seconds(2), Seconds(5), Seconds(5.5)], fault: Seconds(4), end: Seconds(6)));

    [Fact]
    public void Longest_GapBeforeTheFault_DoesNotCount() =>
        Assert.Equal(Seconds(1), WriteGap.Longest([Seconds(1), Seconds(9), Seconds(10), Seconds(11)], fault: Seconds(9.5), end: Seconds(11.5)));

    [Fact]
    public void Longest_SecondGapAfterTheFault_CountsWhenItIsLonger() =>
        Assert.Equal(Seconds(4), WriteGap.Longest([Seconds(1), Seconds(3), Seconds(7)], fault: Seconds(2), end: Seconds(8)));

    [Fact]
    public void Longest_AnswersOutOfOrder_AreSorted() =>
        Assert.Equal(Seconds(2), WriteGap.Longest([Seconds(5), Seconds(1), Seconds(3)], fault: Seconds(2), end: Seconds(6)));

    [Fact]
    public void Longest_NoAnswerAfterTheFault_LastsUntilTheEnd() =>
        Assert.Equal(Seconds(9), WriteGap.Longest([Seconds(1)], fault: Seconds(2), end: Seconds(10)));

    [Fact]
    public void Longest_NoAnswerAtAll_IsTheTimeSinceTheFault() =>
        Assert.Equal(Seconds(8), WriteGap.Longest([], fault: Seconds(2), end: Seconds(10)));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
