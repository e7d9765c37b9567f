using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class ResourceCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_EnabledCommand_IsCarriedOutOnThatInstance()
    {
        var on = new List<string>();
        await using var dashboard = await StartAsync(new CommandOptions(), context =>
        {
            on.Add(context.ResourceName);
            return Task.FromResult(new ExecuteCommandResult { Success = true, Message = "Poured." });
        });

        using var response = await PostAsync(dashboard, "thing", "pour");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Poured.", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("message").GetString());
        Assert.Equal(["thing"], on);
    }

    [Theory]
    [InlineData("nothing", "pour", HttpStatusCode.NotFound, "nothing")]
    [InlineData("thing", "dance", HttpStatusCode.NotFound, "dance")]
    public async Task Post_Unknown_Is404(string resource, string command, HttpStatusCode expected, string named)
    {
        await using var dashboard = await StartAsync(new CommandOptions(), _ => Task.FromResult(CommandResults.Success()));

        using var response = await PostAsync(dashboard, resource, command);

        await AssertProblemAsync(response, expected, named);
    }

    [Theory]
    [InlineData(ResourceCommandState.Disabled)]
    [InlineData(ResourceCommandState.Hidden)]
    public async Task Post_CommandNotPossibleNow_Is409(ResourceCommandState state)
    {
        await using var dashboard = await StartAsync(new CommandOptions { UpdateState = _ => state }, _ => throw new InvalidOperationException("It was carried out."));

        using var response = await PostAsync(dashboard, "thing", "pour");

        await AssertProblemAsync(response, HttpStatusCode.Conflict, "thing");
    }

    [Fact]
    public async Task Post_CommandFails_SaysWhy()
    {
        await using var dashboard = await StartAsync(new CommandOptions(), _ => Task.FromResult(CommandResults.Failure("The pot is empty.")));

        using var response = await PostAsync(dashboard, "thing", "pour");

        await AssertProblemAsync(response, HttpStatusCode.InternalServerError, "The pot is empty.");
    }

    private static Task<TestDashboard> StartAsync(CommandOptions options, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute) =>
        TestDashboard.StartSignedInAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")).WithCommand("pour", "Pour", execute, options));

    private static Task<HttpResponseMessage> PostAsync(TestDashboard dashboard, string resource, string command) =>
        dashboard.Client.PostAsync($"/api/resources/{resource}/commands/{command}", content: null, Cancellation);

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(detail, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString());
    }
}
