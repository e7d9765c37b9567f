using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Dashboard;
using Foobar.Hosting.Dashboard.Resources;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class ResourceViewMapperTests
{
    private static readonly CustomResourceSnapshot s_snapshot = new() { ResourceType = "Executable", Properties = [] };

    [Fact]
    public void Map_Identity_ComesFromInstanceAndResource()
    {
        var view = ResourceViewMapper.Map(new ResourceEvent(new TestDashboard.Thing("web"), "web-2", s_snapshot with { State = KnownResourceStates.Running }), order: 3, replicas: 2, _ => false);

        Assert.Equal(("web-2", "web", "Executable", 3, 2), (view.Id, view.Name, view.Type, view.Order, view.Replicas));
        Assert.Equal(("Running", "Healthy"), (view.State, view.Health));
    }

    [Fact]
    public void Map_Ready_SaysWhetherItHasBeenUp()
    {
        Assert.False(Map(s_snapshot).IsReady);
        Assert.True(Map(s_snapshot with { Ready = Task.CompletedTask }).IsReady);
    }

    [Theory]
    [InlineData("LOG_LEVEL", "debug", "debug")]
    [InlineData("API_KEY", "abc", null)]
    [InlineData("ConnectionStrings__db", "Server=localhost", null)]
    [InlineData("DATABASE_URL", "mysql://root:hidden@localhost", null)]
    [InlineData("EMPTY", null, null)]
    public void Map_EnvironmentVariable_IsMaskedByNameOrBySecretInIt(string name, string? value, string? expected)
    {
        var view = Map(s_snapshot with { EnvironmentVariables = [new(name, value, IsFromSpec: true)] });

        Assert.Equal(new ValueView(name, expected, IsMasked: expected != value), Assert.Single(view.Environment));
    }

    [Fact]
    public void Map_SensitiveProperty_IsMasked()
    {
        var view = Map(s_snapshot with { Properties = [new("Value", "x") { IsSensitive = true }, new("count", 1.5), new("list", (List<string>)["a", "b"]), new(CustomResourceKnownProperties.Source, "/src/hidden.dll")] });

        Assert.Equal([new("Value", null, true), new("count", "1.5", false), new("list", "a b", false), new("resource.source", null, true)], view.Properties);
        Assert.Null(view.Source);
    }

    [Fact]
    public void Map_MaskedValue_IsNowhereInTheJson()
    {
        var view = Map(s_snapshot with
        {
            EnvironmentVariables = [new("PASSWORD", "swordfish", IsFromSpec: true), new("URL", "http://hidden@host", IsFromSpec: true)],
            Properties = [new("Value", "swordfish") { IsSensitive = true }, new("executable.args", "--token hidden")],
        });

        var json = JsonSerializer.Serialize([view], DashboardJsonContext.Default.IReadOnlyListResourceView);

        Assert.DoesNotContain("swordfish", json);
        Assert.DoesNotContain("hidden", json.Replace("isHidden", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Map_Commands_LeavesOutHiddenOnes()
    {
        var view = Map(s_snapshot with { Commands = [Command("start", ResourceCommandState.Hidden), Command("stop", ResourceCommandState.Enabled), Command("restart", ResourceCommandState.Disabled)] });

        Assert.Equal([("stop", true), ("restart", false)], view.Commands.Select(c => (c.Name, c.IsEnabled)));
        Assert.All(view.Commands, c => Assert.Equal("Sure?", c.Confirmation));
    }

    [Fact]
    public void Map_Urls_AreSortedAndNamed()
    {
        var view = Map(s_snapshot with
        {
            Urls =
            [
                new("http", "http://localhost:1", IsInternal: false),
                new(null, "http://localhost:2", IsInternal: true) { IsInactive = true, DisplayProperties = new("Home", SortOrder: 5) },
            ],
        });

        Assert.Equal([new(null, "http://localhost:2", "Home", IsInactive: true, IsInternal: true), new("http", "http://localhost:1", "http://localhost:1", IsInactive: false, IsInternal: false)], view.Urls);
    }

    [Fact]
    public void Map_ParentRelationship_IsTheParent()
    {
        var view = Map(s_snapshot with { Relationships = [new("other", "WaitFor"), new("mysql", "Parent")] });

        Assert.Equal("mysql", view.Parent);
        Assert.Equal([new("other", "WaitFor"), new("mysql", "Parent")], view.Relationships);
    }

    [Fact]
    public void Map_HealthReports_KeepTheirWords()
    {
        var ranAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var view = Map(s_snapshot with { HealthReports = [new("lag", HealthStatus.Unhealthy, "12 s", "boom") { LastRunAt = ranAt }, new("new", null, null, null)] });

        Assert.Equal([new("lag", "Unhealthy", "12 s", "boom", ranAt), new("new", null, null, null, null)], view.HealthReports);
    }

    private static ResourceView Map(CustomResourceSnapshot snapshot) =>
        ResourceViewMapper.Map(new ResourceEvent(new TestDashboard.Thing("thing"), "thing", snapshot), order: 0, replicas: 1, value => value.Contains("hidden", StringComparison.Ordinal));

    private static ResourceCommandSnapshot Command(string name, ResourceCommandState state) => new(name, state, name, null, null, "Sure?", null, null, IsHighlighted: true);
}
