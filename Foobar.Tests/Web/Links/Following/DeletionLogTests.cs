using Foobar.Web.Links.Following;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Web.Links.Following;

public sealed class DeletionLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DeletionLog _log;

    public DeletionLogTests() => _log = new(_time);

    [Fact]
    public void IsComplete_NeverTold_IsFalse()
    {
        _log.NotTold();

        Assert.False(_log.IsComplete);
        Assert.False(_log.IsCompleteWithoutDatabase);
        Assert.Null(_log.Silence);
    }

    [Fact]
    public void IsComplete_ToldWithinTheNoticePeriod_IsTrueUntilItsEnd()
    {
        _log.Told(_time.GetTimestamp());

        Advance(DeletionLog.NoticePeriod - TimeSpan.FromMilliseconds(1));
        Assert.True(_log.IsComplete);
        Assert.True(_log.IsCompleteWithoutDatabase);

        // What was committed right after that may be acknowledged now.
        Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_log.IsComplete);
        Assert.False(_log.IsCompleteWithoutDatabase);
        Assert.Equal(DeletionLog.NoticePeriod, _log.Silence);
    }

    [Fact]
    public void IsCompleteWithoutDatabase_ThePrimaryWasGoneBeforeADeleteCouldBeAcknowledged_IsTrueForGood()
    {
        _log.Told(_time.GetTimestamp());
        Advance(DeletionLog.NoticePeriod - TimeSpan.FromMilliseconds(1));
        _log.NotTold();
        Advance(TimeSpan.FromMinutes(30));
        _log.NotTold();

        Assert.False(_log.IsComplete);
        Assert.True(_log.IsCompleteWithoutDatabase);
    }

    [Fact]
    public void IsCompleteWithoutDatabase_NobodyAskedInTime_IsFalse()
    {
        _log.Told(_time.GetTimestamp());
        Advance(DeletionLog.NoticePeriod);
        _log.NotTold();

        Assert.False(_log.IsCompleteWithoutDatabase);
    }

    [Fact]
    public void IsCompleteWithoutDatabase_ToldOfAnOldHeartbeat_CountsFromThat()
    {
        // A primary that was replaced and cut off cannot tell what the new one has deleted since.
        var beat = _time.GetTimestamp();
        Advance(TimeSpan.FromSeconds(1.5));
        _log.Told(beat);
        Assert.True(_log.IsComplete);

        Advance(TimeSpan.FromSeconds(0.5));
        _log.NotTold();
        Assert.False(_log.IsComplete);
        Assert.False(_log.IsCompleteWithoutDatabase);
    }

    [Fact]
    public void Contains_LinkLongDeleted_IsForgottenUnlessHeardOfAgain()
    {
        _log.Add("once");
        _log.Add("again");
        Advance(DeletionLog.Memory);
        _log.Add("again");
        Advance(TimeSpan.FromSeconds(1));
        _log.Told(_time.GetTimestamp());

        Assert.False(_log.Contains("once"));
        Assert.True(_log.Contains("again"));
    }

    private void Advance(TimeSpan duration) => _time.Advance(duration);
}
