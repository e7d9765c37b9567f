using Foobar.Failover.Kubernetes;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Failover.Kubernetes;

public sealed class LeaseSightTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LeaseSight _sight;

    public LeaseSightTests() => _sight = new(new(TimeSpan.FromSeconds(8)), _time);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void IsFree_HeldByNobody_AtOnce(string? holder) => Assert.True(See(Held("1", holder)));

    [Fact]
    public void IsFree_Held_OnlyAfterItsDurationWithoutAWrite()
    {
        Assert.False(See(Held("1")));
        _time.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(See(Held("1")));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(See(Held("1")));
    }

    [Fact]
    public void IsFree_WrittenToMeanwhile_CountsAnew()
    {
        See(Held("1"));
        _time.Advance(TimeSpan.FromSeconds(7));
        See(Held("2"));
        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.False(See(Held("2")));
    }

    [Fact]
    public void IsFree_RenewTimeOfAClockThatIsWrong_DoesNotCount() =>
        Assert.False(See(Held("1", renewed: new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc))));

    [Theory]
    [InlineData(30, false)]
    [InlineData(2, true)]
    public void IsFree_HolderHasAnotherDuration_WaitsForTheLongerOne(int seconds, bool isFree)
    {
        See(Held("1", seconds: seconds));
        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(isFree, See(Held("1", seconds: seconds)));
    }

    private bool See(V1Lease lease)
    {
        _sight.See(lease);
        return _sight.IsFree(lease);
    }

    private static V1Lease Held(string version, string? holder = "failover-a_1", int seconds = 8, DateTime? renewed = null) => new()
    {
        Metadata = new() { ResourceVersion = version },
        Spec = new() { HolderIdentity = holder, LeaseDurationSeconds = seconds, RenewTime = renewed },
    };
}
