using Foobar.Gateway;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Discovery.Dns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Tests.Gateway.Discovery.Dns;

/// <summary>What becomes of a destination whose host is a name, while its addresses change.</summary>
public sealed class DnsDiscoveryTests : IAsyncDisposable
{
    private readonly TestDnsServer _dns = new();
    private readonly FakeTimeProvider _time = new();
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        _dns.Dispose();
    }

    [Fact]
    public async Task Resolve_NameWithAddresses_IsOneDestinationForEach()
    {
        _dns.Set("web", "10.0.0.2", "10.0.0.1");

        var resolved = await ResolveAsync("http://web:8080");

        Assert.Equal([("web[10.0.0.1:8080]", "http://10.0.0.1:8080/"), ("web[10.0.0.2:8080]", "http://10.0.0.2:8080/")], Addresses(resolved));
    }

    [Fact]
    public async Task Resolve_NameWithOneAddress_IsCalledAsItWillBeWithMore()
    {
        _dns.Set("web", "10.0.0.1");

        Assert.Equal([("web[10.0.0.1:8080]", "http://10.0.0.1:8080/")], Addresses(await ResolveAsync("http://web:8080")));
    }

    [Fact]
    public async Task Resolve_AddressesOfIPv6Only_AreInBrackets()
    {
        _dns.Set("web", "fd00::1", "fd00::2");

        Assert.Equal(
            [("web[[fd00::1]:8080]", "http://[fd00::1]:8080/"), ("web[[fd00::2]:8080]", "http://[fd00::2]:8080/")],
            Addresses(await ResolveAsync("http://web:8080")));
    }

    [Fact]
    public async Task Resolve_AddressesOfBothKinds_CountsEachServerOnce()
    {
        _dns.Set("web", "fd00::1", "10.0.0.1");

        Assert.Equal([("web[10.0.0.1:8080]", "http://10.0.0.1:8080/")], Addresses(await ResolveAsync("http://web:8080")));
    }

    [Theory]
    [InlineData("http://10.0.0.9:8080", "http://10.0.0.9:8080/")]
    [InlineData("http://[fd00::9]:8080", "http://[fd00::9]:8080/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    public async Task Resolve_NoNameOfTheDns_IsTakenAsItIs(string address, string expected)
    {
        Assert.Equal([("web", expected)], Addresses(await ResolveAsync(address)));
        Assert.Empty(_dns.Questions);
    }

    [Fact]
    public async Task Resolve_NameThatConfigurationGives_IsAskedForInTurn()
    {
        _dns.Set("web.foobar.svc", "10.0.0.1");

        var resolved = await ResolveAsync("http://web", ("services:web:http:0", "http://web.foobar.svc:8080"));

        Assert.Equal([("web[10.0.0.1:8080]", "http://10.0.0.1:8080/")], Addresses(resolved));
    }

    [Fact]
    public async Task Resolve_SwitchedOff_LeavesTheName()
    {
        Assert.Equal([("web", "http://web:8080/")], Addresses(await ResolveAsync("http://web:8080", ("Gateway:Discovery:Dns:Enabled", "false"))));
        Assert.Empty(_dns.Questions);
    }

    [Fact]
    public async Task Resolve_NobodyYet_IsNothingAtFirstAndTheyWhenTheyCome()
    {
        var before = await ResolveAsync("http://web:8080");
        Assert.Empty(before.Destinations);

        _dns.Set("web", "10.0.0.1");

        Assert.Equal(["web[10.0.0.1:8080]"], Addresses(await ResolveAfterChangeAsync(before)).Select(pair => pair.Id));
    }

    [Fact]
    public async Task Addresses_ComeAndGo_IsSaidAndTheOthersKeepTheirNames()
    {
        _dns.Set("web", "10.0.0.1");
        var one = await ResolveAsync("http://web:8080");

        _dns.Set("web", "10.0.0.1", "10.0.0.2");
        var two = await ResolveAfterChangeAsync(one);
        _dns.Set("web", "10.0.0.2");
        var last = await ResolveAfterChangeAsync(two);

        Assert.Equal(["web[10.0.0.1:8080]", "web[10.0.0.2:8080]"], Addresses(two).Select(pair => pair.Id));
        Assert.Equal(["web[10.0.0.2:8080]"], Addresses(last).Select(pair => pair.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Addresses_NobodySays_StayAsTheyWereAndTheProblemIsKnown(bool isSilent)
    {
        _dns.Set("web", "10.0.0.1");
        var before = await ResolveAsync("http://web:8080");

        (_dns.Code, _dns.IsSilent) = (2, isSilent);
        var host = Assert.Single(_services!.GetRequiredService<WatchedHosts>().All);
        await PassUntilAsync(() => host.Problem is not null);
        Assert.False(before.ChangeToken!.HasChanged);
        Assert.Equal(["web[10.0.0.1:8080]"], Addresses(await ResolveAsync("http://web:8080")).Select(pair => pair.Id));
        (_dns.Code, _dns.IsSilent) = (null, false);
        await PassUntilAsync(() => host.Problem is null);

        Assert.False(before.ChangeToken!.HasChanged);
    }

    [Fact]
    public async Task Addresses_AllGone_AreKeptForAWhile()
    {
        _dns.Set("web", "10.0.0.1");
        var before = await ResolveAsync("http://web:8080");
        _dns.Set("web");
        var host = Assert.Single(_services!.GetRequiredService<WatchedHosts>().All);
        await PassUntilAsync(() => host.Problem is not null);
        var gone = _time.GetTimestamp();

        var after = await ResolveAfterChangeAsync(before);

        Assert.Empty(after.Destinations);
        Assert.True(_time.GetElapsedTime(gone) >= TimeSpan.FromSeconds(25));
    }

    private async Task<ResolvedDestinationCollection> ResolveAsync(string address, params (string Key, string Value)[] settings)
    {
        _services ??= CreateServices(settings);
        return await _services.GetRequiredService<IDestinationResolver>().ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig> { ["web"] = new() { Address = address } }, Token);
    }

    private async Task<ResolvedDestinationCollection> ResolveAfterChangeAsync(ResolvedDestinationCollection before)
    {
        await PassUntilAsync(() => before.ChangeToken!.HasChanged);
        return await ResolveAsync("http://web:8080");
    }

    private async Task PassUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    private static IEnumerable<(string Id, string Address)> Addresses(ResolvedDestinationCollection resolved) =>
        resolved.Destinations.Select(pair => (pair.Key, pair.Value.Address)).Order();

    private ServiceProvider CreateServices((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:Discovery:Dns:Enabled"] = "true",
            ["Gateway:Discovery:Dns:Servers:0"] = _dns.Address,
        });
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        var gateway = new GatewayConfiguration(configuration);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IConfiguration>(configuration)
            .AddServiceDiscovery()
            .AddGatewayProxy(gateway, gateway.ProxySection)
            .BuildServiceProvider();
    }
}
