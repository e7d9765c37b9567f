using Foobar.Tests.Web.Links;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Web.DataProtection;

public sealed class MySqlKeyRepositoryTests(LinkLifeTests.Site site) : IClassFixture<LinkLifeTests.Site>
{
    [Fact]
    public async Task Protect_FirstOnManyServersAtOnce_MakesOneKeyThatEachOfThemHas()
    {
        List<WebServer> servers = [];
        for (var i = 0; i < 4; i++)
        {
            servers.Add(new WebServer($"web-{i}", site.CreateSettings()));
            await servers[i].InitializeAsync();
        }

        var protectors = servers.Select(server => server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test")).ToArray();
        using var start = new Barrier(protectors.Length);
        var texts = await Task.WhenAll(protectors.Select((protector, i) => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return protector.Protect($"by {i}");
            },
            TaskCreationOptions.LongRunning)));

        Assert.All(protectors, protector => Assert.Equal(["by 0", "by 1", "by 2", "by 3"], texts.Select(text => protector.Unprotect(text))));
        Assert.Equal(1, await site.CountAsync("SELECT COUNT(*) FROM foobar.data_protection_keys"));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }
}
