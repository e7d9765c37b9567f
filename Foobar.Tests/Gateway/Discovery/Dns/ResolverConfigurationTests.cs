using Foobar.Gateway.Discovery.Dns;

namespace Foobar.Tests.Gateway.Discovery.Dns;

public sealed class ResolverConfigurationTests
{
    private static readonly ResolverConfiguration s_pod = ResolverConfiguration.Parse(
    [
        "# As the kubelet writes it.",
        "search foobar.svc.cluster.local svc.cluster.local\tcluster.local",
        "nameserver 10.96.0.10",
        "nameserver fd00::10",
        "options ndots:5 timeout:1",
    ]);

    [Fact]
    public void Parse_OfAPod_KnowsServersDomainsAndDots()
    {
        Assert.Equal(["10.96.0.10:53", "[fd00::10]:53"], s_pod.Servers.Select(server => server.ToString()));
        Assert.Equal(["foobar.svc.cluster.local", "svc.cluster.local", "cluster.local"], s_pod.Search);
        Assert.Equal(5, s_pod.Dots);
    }

    [Fact]
    public void Parse_NothingOfUse_IsEmpty()
    {
        var configuration = ResolverConfiguration.Parse(["", "; nothing", "nameserver", "nameserver x", "options rotate ndots:x"]);

        Assert.Empty(configuration.Servers);
        Assert.Empty(configuration.Search);
        Assert.Equal(1, configuration.Dots);
    }

    [Fact]
    public void Candidates_ShortName_IsLookedForInTheDomainsFirst() => Assert.Equal(
        ["web.foobar.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local.", "web."], s_pod.Candidates("web"));

    [Fact]
    public void Candidates_NameWithEnoughDots_IsTriedAsItIsFirst() => Assert.Equal(
        ["a.b.c.d.e.f.", "a.b.c.d.e.f.foobar.svc.cluster.local.", "a.b.c.d.e.f.svc.cluster.local.", "a.b.c.d.e.f.cluster.local."],
        s_pod.Candidates("a.b.c.d.e.f"));

    [Fact]
    public void Candidates_WholeName_IsTakenAsItIs() => Assert.Equal(["web.foobar.svc.cluster.local."], s_pod.Candidates("web.foobar.svc.cluster.local."));
}
