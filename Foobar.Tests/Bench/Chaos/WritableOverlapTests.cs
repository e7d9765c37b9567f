using Foobar.Chaos.Verification;

namespace Foobar.Tests.Bench.Chaos;

public sealed class WritableOverlapTests
{
    [Fact]
    public void Of_OneAfterTheOther_None()
    {
        var overlap = WritableOverlap.Of([Open(0), Open(50), Closed(100)], [Closed(0), Closed(50), Closed(100), Open(150)]);

        Assert.Equal(new WritableOverlap(0, TimeSpan.Zero), overlap);
    }

    [Fact]
    public void Of_BothAtOnce_CountsTheSamplesOfBothAndTheTime()
    {
        var overlap = WritableOverlap.Of([Open(0), Open(50), Open(100), Open(150)], [Closed(0), Open(50), Open(100), Closed(150)]);

        // From the first answer, 1 ms after its question, to the last question.
        Assert.Equal(new WritableOverlap(4, TimeSpan.FromMilliseconds(49)), overlap);
    }

    [Fact]
    public void Of_NodeThatWasSilent_IsNotTakenForWritableMeanwhile()
    {
        var frozen = new[] { Open(0), Open(50), Open(5_000), Closed(5_050) };

        var overlap = WritableOverlap.Of(frozen, [Open(1_000), Open(1_050), Open(1_100)]);

        Assert.Equal(0, overlap.Samples);
    }

    [Fact]
    public void Of_Nothing_None() => Assert.Equal(new WritableOverlap(0, TimeSpan.Zero), WritableOverlap.Of([], []));

    private static FlagSample Open(int milliseconds) => Sample(milliseconds, isWritable: true);

    private static FlagSample Closed(int milliseconds) => Sample(milliseconds, isWritable: false);

    private static FlagSample Sample(int milliseconds, bool isWritable) =>
        new(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds + 1), isWritable);
}
