using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class ResourceEndpointsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_UpdatePublished_DeliversIt()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")));
        var thing = Thing(dashboard);
        var wasThere = false;

        await foreach (var item in dashboard.ListenAsync("/api/resources/stream"))
        {
            Assert.Equal("resources", item.EventType);
            var view = item.Data.EnumerateArray().Single(r => r.GetProperty("id").GetString() == "thing");
            if (view.GetProperty("state").GetString() == "Brewing")
            {
                break;
            }

            wasThere = true;
            await dashboard.App.ResourceNotifications.PublishUpdateAsync(thing, s => s with { State = "Brewing" });
        }

        Assert.True(wasThere);
    }

    [Fact]
    public async Task Stream_MaskedValue_IsGivenOnlyWhenAskedFor()
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync(builder =>
        {
            builder.AddResource(new ParameterResource("password", _ => "swordfish", secret: true));
            builder.AddResource(new TestDashboard.Thing("thing"));
        });
        await dashboard.App.ResourceNotifications.PublishUpdateAsync(Thing(dashboard), s => s with { EnvironmentVariables = [new("URL", "mysql://root:swordfish@localhost", IsFromSpec: true)] });

        var first = await dashboard.ListenAsync("/api/resources/stream").FirstAsync(Cancellation);

        Assert.DoesNotContain("swordfish", first.Data.GetRawText());
        Assert.Equal("swordfish", await RevealAsync(dashboard, "/api/resources/password/properties/Value"));
        Assert.Equal("mysql://root:swordfish@localhost", await RevealAsync(dashboard, "/api/resources/thing/environment/URL"));
    }

    [Theory]
    [InlineData("/api/resources/nothing/environment/URL")]
    [InlineData("/api/resources/thing/environment/NOTHING")]
    [InlineData("/api/resources/thing/properties/nothing")]
    [InlineData("/api/resources/nothing/console/stream")]
    [InlineData("/api/resources/nothing/console/download")]
    [InlineData("/api/nothing")]
    public async Task Get_Unknown_Is404WithProblemDetails(string path)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")));

        using var response = await dashboard.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static IResource Thing(TestDashboard dashboard) =>
        dashboard.App.ResourceNotifications.TryGetCurrentState("thing", out var state) ? state.Resource : throw new InvalidOperationException("There is no thing.");

    private static async Task<string?> RevealAsync(TestDashboard dashboard, string path) =>
        (await dashboard.Client.GetFromJsonAsync<JsonElement>(path, Cancellation)).GetProperty("value").GetString();
}
