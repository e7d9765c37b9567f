using Foobar.MySql;

namespace Foobar.Tests.MySql.DataSources.Monitoring;

public sealed class RoleDecisionTests
{
    // A node is "w" (writable) or "r" (read-only) with its term, "fenced" or "dead".
    [Theory]
    [InlineData("w1", "r1", 0, "a", "b")]
    [InlineData("r1", "w1", 0, "b", "a")]
    [InlineData("w0", "r0", 0, "a", "b")]
    [InlineData("w1", "dead", 0, "a", null)]
    [InlineData("w1", "fenced", 0, "a", null)]
    [InlineData("dead", "r1", 0, null, "b")]
    [InlineData("fenced", "r1", 0, null, "b")]
    [InlineData("dead", "dead", 0, null, null)]
    [InlineData("fenced", "fenced", 0, null, null)]
    [InlineData("w1", "w2", 0, "b", "a")] // The old primary, thawed, still claims to be one.
    [InlineData("w2", "w1", 0, "a", "b")]
    [InlineData("w1", "w1", 0, null, "a")] // Nobody knows.
    [InlineData("r1", "r1", 0, null, "a")] // In the middle of a switchover.
    [InlineData("r1", "r2", 0, null, "b")] // Promoted and not open yet.
    [InlineData("w1", "r2", 0, "a", "b")] // A promotion that has not opened its node deposes nobody.
    [InlineData("w1", "dead", 2, null, "a")] // It was deposed before, and the new primary died.
    [InlineData("w2", "dead", 2, "a", null)]
    public void Decide_TwoNodes_NamesPrimaryAndReplica(string first, string second, int knownTerm, string? primary, string? replica)
    {
        var roles = RoleDecision.Decide(Look("a", first), Look("b", second), (ulong)knownTerm);

        Assert.Equal(primary, roles.Primary);
        Assert.Equal(replica, roles.Replica);
    }

    [Theory]
    [InlineData("w1", "r1", 10, 10, 0.0)]
    [InlineData("w1", "r1", 10, 7, 3.0)]
    [InlineData("w1", "r1", 10, 11, 0.0)] // Seen after the primary was.
    [InlineData("w1", "r1", null, 7, null)]
    [InlineData("w1", "r1", 10, null, null)]
    [InlineData("w2", "w1", 10, 10, null)] // No replica follows while it takes writes of its own.
    [InlineData("w2", "r1", 10, 10, null)] // Deposed and closed, it has not heard of the new term.
    [InlineData("dead", "r1", 10, 10, null)]
    public void Decide_Heartbeats_TellTheLag(string first, string second, int? peerBeat, int? beat, double? lag)
    {
        var replica = Look("b", second);
        replica = replica with { Answer = replica.Answer! with { Beat = At(beat), PeerBeat = At(peerBeat) } };

        var roles = RoleDecision.Decide(Look("a", first), replica, knownTerm: 0);

        Assert.Equal(lag, roles.Lag?.TotalSeconds);
    }

    [Fact]
    public void Decide_NoPrimary_ReadsGoToTheNewestData()
    {
        var older = new NodeLook("a", FakeNode.Says(isReadOnly: true, beat: 1));
        var newer = new NodeLook("b", FakeNode.Says(isReadOnly: true, beat: 2));

        Assert.Equal("b", RoleDecision.Decide(older, newer, knownTerm: 1).Replica);
    }

    private static DateTime? At(int? seconds) => seconds is { } known ? DateTime.UnixEpoch.AddSeconds(known) : null;

    private static NodeLook Look(string name, string state) => state switch
    {
        "dead" => NodeLook.Dead(name, "does not answer"),
        "fenced" => NodeLook.Fenced(name),
        _ => new NodeLook(name, FakeNode.Says(isReadOnly: state[0] == 'r', term: (ulong)(state[1] - '0'))),
    };
}
