using Foobar.MySql;

namespace Foobar.Tests.MySql.DataSources.Writes;

public sealed class SemiSyncStatusTests
{
    [Theory]
    [InlineData(true, 1, 0, 5, null, false)]
    [InlineData(true, 1, 3, 5, null, true)]
    [InlineData(true, 1, 3, 5, 5, true)]
    [InlineData(true, 1, 3, 6, 5, false)]
    [InlineData(true, 0, 0, 6, 5, true)]
    [InlineData(false, 0, 3, 5, 5, false)]
    public void IsStalled_CommitsThatWait_CountUnlessOthersAreAcknowledged(
        bool isSource, int replicas, int waiting, long acknowledged, int? before, bool expected) =>
        Assert.Equal(expected, new SemiSyncStatus(isSource, replicas, waiting, acknowledged).IsStalled(before));
}
