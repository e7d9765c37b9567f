using System.Text.RegularExpressions;
using Foobar.Tests.Gateway.Management;

namespace Foobar.Tests.Gateway.Status;

public sealed partial class StatusPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_WithoutAFileForCommands_ShowsEverythingAndOffersNothing()
    {
        await using var gateway = await ManagedGateway.StartAsync(
            GatewayServer.Refusing, GatewayServer.Refusing, overrides: null, ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=gateway-7"));

        var page = await gateway.Client.GetStringAsync("/", Cancellation);

        Assert.Contains("gateway-7", page, StringComparison.Ordinal);
        Assert.Contains("web-1", page, StringComparison.Ordinal);
        Assert.Contains("web-2", page, StringComparison.Ordinal);
        Assert.All(Buttons().Matches(page), button => Assert.Contains("disabled", button.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_AndItsParts_AreWholeAndNeedNothingInline()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, folder.File("overrides.json"));

        var page = await gateway.Client.GetStringAsync("/", Cancellation);

        // The content security policy lets nothing else run or be seen.
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?! src=)|<style| on[a-z]+=", page);
        foreach (var part in Parts().Matches(page).Select(match => match.Groups[1].Value).Distinct())
        {
            using var response = await gateway.Client.GetAsync(part, Cancellation);
            Assert.True(response.IsSuccessStatusCode, part);
        }

        var live = Live().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(live.Length > 20);
        Assert.Equal(live.Length, live.Distinct().Count());
        Assert.All(Buttons().Matches(page), button => Assert.DoesNotContain("disabled", button.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WrongFiles_SaysWhatIsWrongWithoutBelievingIt()
    {
        using var folder = new TemporaryFolder();
        var overrides = folder.File("overrides.json");
        await using var gateway = await ManagedGateway.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing, overrides);
        await File.WriteAllTextAsync(overrides, """{"ReverseProxy":{"Clusters":{"web":{"LoadBalancingPolicy":"<script>alert(1)</script>"}}}}""", Cancellation);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        string page;
        do
        {
            page = await gateway.Client.GetStringAsync("/", limit.Token);
        }
        while (!page.Contains("alert(1)", StringComparison.Ordinal));

        Assert.Contains("The configuration files are wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<button[^>]*>")]
    private static partial Regex Buttons();

    [GeneratedRegex("(?:src|href)=\"(/[^\"]*)\"")]
    private static partial Regex Parts();

    [GeneratedRegex("data-live=\"([^\"]*)\"")]
    private static partial Regex Live();
}
