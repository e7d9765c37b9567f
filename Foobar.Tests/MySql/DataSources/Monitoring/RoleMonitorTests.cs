namespace Foobar.Tests.MySql.DataSources.Monitoring;

public sealed class RoleMonitorTests : IAsyncDisposable
{
    private readonly FakePair _pair = new();

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Roles_AfterAnInterval_AreThoseThatTheNodesSayThen()
    {
        var mysql = await _pair.CreateClientAsync();
        var changed = mysql.Monitor.Current.Changed;
        _pair.Second.Answer = FakeNode.Says(isReadOnly: false, term: 2);
        Assert.Equal("first", mysql.Roles.Primary);

        while (!changed.IsCompleted)
        {
            _pair.Time.Advance(_pair.Options.PollInterval);
            await Task.Yield();
        }

        Assert.Equal(("second", 2ul), (mysql.Roles.Primary, mysql.Roles.Term));
    }

    [Fact]
    public async Task Changed_LagAlone_IsNoChange()
    {
        var mysql = await _pair.CreateClientAsync();
        var changed = mysql.Monitor.Current.Changed;

        _pair.First.Answer = FakeNode.Says(isReadOnly: false, beat: 5);
        await _pair.LookAsync();
        await _pair.LookAsync();

        Assert.Equal(TimeSpan.FromSeconds(5), mysql.Roles.Lag);
        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public async Task Suspect_NodeThatIsWell_GetsItsRoleBackWithTheNextLook()
    {
        var mysql = await _pair.CreateClientAsync();

        mysql.Monitor.Suspect("first", "failed a write");
        var roles = mysql.Roles;
        await _pair.LookAsync();

        Assert.Null(roles.Primary);
        Assert.Equal("first", mysql.Roles.Primary);
        Assert.Equal(0, _pair.First.ClearedPools);
    }

    [Fact]
    public async Task Look_NodeIsDead_ClearsItsPoolOnce()
    {
        await _pair.CreateClientAsync();
        _pair.Second.IsDown = true;

        await _pair.LookAsync();
        await _pair.LookAsync();

        Assert.Equal(1, _pair.Second.ClearedPools);
    }

    [Fact]
    public async Task Primary_DeposedOneClaimsToBeOneWhileTheNewOneIsDead_IsNotBelieved()
    {
        var mysql = await _pair.CreateClientAsync();
        await _pair.PromoteSecondAsync();
        _pair.Second.IsDown = true;
        await _pair.LookAsync();

        Assert.Equal((null, "first"), (mysql.Roles.Primary, mysql.Roles.Replica));
    }
}
