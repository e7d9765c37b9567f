using Foobar.Gateway;
using Foobar.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Foobar.Tests.Gateway.Discovery;

public sealed class ServiceDiscoveryDestinationResolverTests
{
    [Fact]
    public async Task Resolve_ServiceWithOneEndpoint_KeepsTheDestinationsName()
    {
        await using var services = CreateServices(("services:web-1:http:0", "http://localhost:5001"));

        var resolved = await ResolveAsync(services, ("web-1", "http://web-1"));

        var (id, destination) = Assert.Single(resolved.Destinations);
        Assert.Equal("web-1", id);
        Assert.Equal("http://localhost:5001/", destination.Address);
    }

    [Fact]
    public async Task Resolve_ServiceWithManyEndpoints_GivesADestinationForEach()
    {
        await using var services = CreateServices(
            ("services:web:http:0", "http://10.0.0.1:8080"), ("services:web:http:1", "http://10.0.0.2:8080"));

        var resolved = await ResolveAsync(services, ("web", "http://web"));

        Assert.Equal(
            [("web[10.0.0.1:8080]", "http://10.0.0.1:8080/"), ("web[10.0.0.2:8080]", "http://10.0.0.2:8080/")],
            resolved.Destinations.Select(pair => (pair.Key, pair.Value.Address)).Order());
    }

    [Fact]
    public async Task Resolve_PathAndHealthAddress_AreKept()
    {
        await using var services = CreateServices(("services:web:http:0", "http://localhost:5001"));
        var configured = new DestinationConfig { Address = "http://web/base/", Health = "http://web/probe" };

        var resolved = await ResolveAsync(services, ("web", configured));

        var destination = Assert.Single(resolved.Destinations).Value;
        Assert.Equal("http://localhost:5001/base/", destination.Address);
        Assert.Equal("http://localhost:5001/probe", destination.Health);
    }

    [Theory]
    [InlineData("http://web:8080", "http://web:8080/")]
    [InlineData("http://web", "http://web/")]
    [InlineData("https://web", "https://web/")]
    public async Task Resolve_ServiceThatIsNotConfigured_IsTakenAsAHostName(string address, string expected)
    {
        await using var services = CreateServices();

        var resolved = await ResolveAsync(services, ("web", address));

        Assert.Equal(expected, Assert.Single(resolved.Destinations).Value.Address);
    }

    [Fact]
    public async Task Resolve_EndpointsChange_SignalsAndFindsTheNewOnes()
    {
        await using var services = CreateServices(("services:web:http:0", "http://localhost:5001"));
        var before = await ResolveAsync(services, ("web", "http://web"));
        var changed = new TaskCompletionSource();
        using var registration = before.ChangeToken!.RegisterChangeCallback(_ => changed.SetResult(), state: null);

        var configuration = services.GetRequiredService<IConfigurationRoot>();
        configuration["services:web:http:0"] = "http://localhost:5002";
        configuration.Reload();

        await changed.Task.WaitAsync(TestContext.Current.CancellationToken);
        var after = await ResolveAsync(services, ("web", "http://web"));
        Assert.Equal("http://localhost:5002/", Assert.Single(after.Destinations).Value.Address);
    }

    private static ServiceProvider CreateServices(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var manager = new ConfigurationManager();
        manager.AddConfiguration(configuration);
        var gateway = new GatewayConfiguration(manager);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(configuration)
            .AddSingleton<IConfiguration>(configuration)
            .AddServiceDiscovery()
            .AddGatewayProxy(gateway, gateway.ProxySection)
            .BuildServiceProvider();
    }

    private static ValueTask<ResolvedDestinationCollection> ResolveAsync(
        ServiceProvider services, (string Id, string Address) destination) =>
        ResolveAsync(services, (destination.Id, new DestinationConfig { Address = destination.Address }));

    private static ValueTask<ResolvedDestinationCollection> ResolveAsync(
        ServiceProvider services, (string Id, DestinationConfig Config) destination) =>
        services.GetRequiredService<IDestinationResolver>().ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig> { [destination.Id] = destination.Config },
            TestContext.Current.CancellationToken);
}
