using System.Net;
using System.Runtime.Versioning;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>Two managers over real servers: what either does is done once, whichever is killed, frozen or cut off.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ElectedPairTests : IAsyncDisposable
{
    private readonly ElectedPair _pair = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Leader_KilledWithThePrimary_TheOtherTakesOverAndPromotes()
    {
        var (leader, standby) = await _pair.StartAsync();
        var before = await leader.WaitForAsync(ElectedPair.IsPair);
        var (old, next) = Roles(before);
        await InsertAsync(old, "acknowledged");

        await Task.WhenAll(leader.KillAsync(), old.KillAsync());
        var after = await standby.WaitForAsync(t => t is { IsStandby: false, IsWritable: true } && t.Primary == next.Name);
        await InsertAsync(next, "while alone");
        await old.StartAsync();
        await standby.WaitForAsync(ElectedPair.IsPair);

        Assert.Equal((before.Term + 1, standby.Pod, old.Name), (after.Term, after.Leader, after.LastFailover!.From));
        await AssertEqualAsync("acknowledged", "while alone");
    }

    [Fact]
    public async Task Leader_FrozenAndThawed_ChangesNothingAnymore()
    {
        var (leader, standby) = await _pair.StartAsync();
        var before = await leader.WaitForAsync(ElectedPair.IsPair);
        var (old, next) = Roles(before);

        await leader.FreezeAsync();
        await standby.WaitForAsync(ElectedPair.IsPair);
        await old.KillAsync();
        await standby.WaitForAsync(t => t.Primary == next.Name && t.IsWritable);
        await InsertAsync(next, "of the new term");
        await leader.ThawAsync();
        await leader.WaitForAsync(t => t.IsStandby && t.Leader == standby.Pod && t.Primary == next.Name);
        await old.StartAsync();
        var after = await standby.WaitForAsync(ElectedPair.IsPair);

        Assert.Equal((before.Term + 1, next.Name), (after.Term, after.Primary));
        await AssertEqualAsync("of the new term");
    }

    [Fact]
    public async Task ApiServer_Away_NothingIsDecidedUntilItIsBack()
    {
        var (leader, standby) = await _pair.StartAsync();
        var before = await leader.WaitForAsync(ElectedPair.IsPair);
        var (old, next) = Roles(before);
        await InsertAsync(old, "before");

        foreach (var door in _pair.Doors.Values)
        {
            door.Is(DoorState.Refuses);
        }
        await leader.WaitForAsync(t => t is { IsStandby: true, Leader: null });
        await InsertAsync(old, "without a leader");
        await old.KillAsync();
        foreach (var manager in new[] { leader, standby })
        {
            var seen = await manager.WaitForAsync(t => !t.Nodes.Single(node => node.Name == old.Name).IsReachable);
            Assert.Equal((old.Name, before.Term, true), (seen.Primary, seen.Term, seen.IsStandby));
            Assert.Contains("so nobody can be elected", seen.Reason, StringComparison.Ordinal);
            Assert.False(seen.Nodes.Single(node => node.Name == next.Name).IsWritable);
            using var health = await manager.Client.GetAsync(new Uri("/health", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
        foreach (var door in _pair.Doors.Values)
        {
            door.Is(DoorState.Open);
        }
        await leader.WaitForAsync(t => t.Leader is not null && t.IsWritable && t.Primary == next.Name);

        await InsertAsync(next, "after");
        Assert.Equal(["after", "before", "without a leader"], await NamesAsync(next));
    }

    [Fact]
    public async Task Leader_Stopped_HandsOverAndNothingElseChanges()
    {
        var (leader, standby) = await _pair.StartAsync();
        var before = await leader.WaitForAsync(ElectedPair.IsPair);
        using var refused = await standby.Client.PostAsync(new Uri("/switchover", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
        Assert.Contains($"Ask the one that leads: {leader.Pod}.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        Assert.Equal(0, await leader.StopAsync());
        var after = await standby.WaitForAsync(ElectedPair.IsPair);
        Assert.Equal((before.Term, before.Primary, standby.Pod), (after.Term, after.Primary, after.Leader));

        using var answer = await standby.Client.PostAsync(new Uri("/switchover", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await InsertAsync(Roles(before).Replica, "on the other one");
    }

    [Fact]
    public async Task Manager_ThatMayWriteNothing_DoesItsWork()
    {
        // As in a pod: another user, whose only folder is the one for temporary files, and the program's is not its own.
        await Task.WhenAll(_pair.Servers.Select(server => server.StartAsync()));
        File.SetUnixFileMode(_pair.Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var temporary = Directory.CreateDirectory(_pair.Folder.Combine("tmp"));
        temporary.UnixFileMode = (UnixFileMode)0b111_111_111;
        var files = Directory.GetFileSystemEntries(FailoverProcess.Folder);

        await using var manager = await _pair.StartManagerAsync(
            "failover-a",
            new() { ["TMPDIR"] = temporary.FullName, ["HOME"] = "/nonexistent" },
            Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups"] : []);
        await manager.WaitForAsync(ElectedPair.IsPair);
        using var health = await manager.Client.GetAsync(new Uri("/health", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(files, Directory.GetFileSystemEntries(FailoverProcess.Folder));
        Assert.Equal(0, await manager.StopAsync());
    }

    [Theory]
    [InlineData("Failover__WitnessFile", "/tmp/witness.json", "Set either Failover:WitnessFile, a file, for one manager, or Failover:Kubernetes:Lease, a Lease, for several in Kubernetes: both are set.")]
    [InlineData("Failover__Kubernetes__Lease", "", "Set either Failover:WitnessFile, a file, for one manager, or Failover:Kubernetes:Lease, a Lease, for several in Kubernetes: neither is set.")]
    [InlineData("Failover__Kubernetes__Lease", "Fail_over", "Failover:Kubernetes:Lease 'Fail_over' is no name of a Lease")]
    [InlineData("Failover__Kubernetes__Namespace", "a.b", "Failover:Kubernetes:Namespace 'a.b' is no name of a namespace")]
    [InlineData("Failover__Kubernetes__LeaseDuration", "00:00:02", "Failover:Kubernetes:LeaseDuration must be whole seconds from 00:00:06 to 00:02:00.")]
    [InlineData("KUBECONFIG", "/nowhere", "Failover:Kubernetes:Lease needs an API server")]
    public async Task Start_SettingsThatCannotWork_AreNamed(string name, string value, string message)
    {
        await using var manager = await _pair.StartManagerAsync("failover-a", new() { [name] = value });

        Assert.Equal(1, await manager.WaitForExitAsync());

        Assert.Contains($"error: {message}", manager.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", manager.Output, StringComparison.Ordinal);
    }

    private (TestServer Primary, TestServer Replica) Roles(ClusterTopology topology) =>
        (_pair[topology.Primary!], _pair.Servers.Single(server => server.Name != topology.Primary));

    private static Task InsertAsync(TestServer server, string name) =>
        server.ExecuteAsync("app", $"INSERT INTO foobar.t (name) VALUES ('{name}')");

    private static Task<IReadOnlyList<string>> NamesAsync(TestServer server) => server.QueryAsync("app", "SELECT name FROM foobar.t ORDER BY name");

    private async Task AssertEqualAsync(params string[] names)
    {
        foreach (var server in _pair.Servers)
        {
            while ((await NamesAsync(server)).Count < names.Length)
            {
                await Task.Delay(20, Token);
            }
            Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync(server));
        }
    }
}
