using Foobar.Web.Links;
using Foobar.Web.Links.Urls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Foobar.Tests.Web.Links.Urls;

public sealed class DeniedHostsRuleTests
{
    [Theory]
    [InlineData("https://evil.example/", true)]
    [InlineData("https://EVIL.example./x", true)]
    [InlineData("https://a.b.evil.example:8443/", true)]
    [InlineData("https://notevil.example/", false)]
    [InlineData("https://evil.example.org/", false)]
    public void Check_HostOfTheListOrBelowIt_IsRefused(string url, bool isRefused)
    {
        var options = new LinkOptions { DeniedHosts = { "evil.example" } };

        Assert.Equal(isRefused, new DeniedHostsRule(new OwnSiteRuleTests.FixedOptions(options)).Check(new Uri(url)) is not null);
    }

    [Fact]
    public void Check_ListChangesWhileTheServerRuns_IsHeeded()
    {
        var configuration = new ConfigurationManager();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddOptions<LinkOptions>().BindConfiguration(LinkOptions.SectionName).Services
            .BuildServiceProvider();
        var rule = new DeniedHostsRule(services.GetRequiredService<IOptionsMonitor<LinkOptions>>());
        var url = new Uri("https://evil.example/");
        Assert.Null(rule.Check(url));

        configuration["Links:DeniedHosts:0"] = "evil.example";
        ((IConfigurationRoot)configuration).Reload();

        Assert.NotNull(rule.Check(url));
    }
}
