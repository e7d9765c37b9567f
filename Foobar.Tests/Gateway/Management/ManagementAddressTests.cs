using Foobar.Gateway.Configuration;
using Foobar.Gateway.Management;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Gateway.Management;

public sealed class ManagementAddressTests
{
    private static readonly ManagementSettings s_settings = new() { Port = 8090 };

    [Theory]
    [InlineData("urls", "http://localhost:8080;https://localhost:8443", "http://127.0.0.1:8090;http://localhost:8080;https://localhost:8443")]
    [InlineData("HTTP_PORTS", "8080;8081", "http://127.0.0.1:8090;http://*:8080;http://*:8081")]
    [InlineData("HTTPS_PORTS", "8443", "http://127.0.0.1:8090;https://*:8443")]
    [InlineData("other", "1", "http://127.0.0.1:8090;http://localhost:5000")]
    public void AddTo_SitesAddresses_StayAsKestrelWouldHaveThem(string key, string value, string expected) =>
        Assert.Equal(expected, ManagementAddress.AddTo(Configuration((key, value)), s_settings));

    [Fact]
    public void AddTo_UrlsAndPorts_IgnoresThePortsAsKestrelDoes() => Assert.Equal(
        "http://127.0.0.1:8090;http://localhost:8080",
        ManagementAddress.AddTo(Configuration(("urls", "http://localhost:8080"), ("HTTP_PORTS", "8081")), s_settings));

    [Fact]
    public void AddTo_IPv6_IsInBrackets() =>
        Assert.StartsWith("http://[::1]:8090;", ManagementAddress.AddTo(Configuration(), s_settings with { Address = "::1" }), StringComparison.Ordinal);

    [Theory]
    [InlineData("urls", "https://10.0.0.3:8090")]
    [InlineData("HTTP_PORTS", "8090")]
    public void AddTo_PortOfTheSite_IsRefused(string key, string value)
    {
        var refusal = Assert.Throws<GatewayConfigurationException>(() => ManagementAddress.AddTo(Configuration((key, value)), s_settings));

        Assert.StartsWith("Gateway:Management:Port is 8090", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTo_KestrelEndpoints_IsRefused()
    {
        var configuration = Configuration(("Kestrel:Endpoints:Http:Url", "http://localhost:8080"));

        var refusal = Assert.Throws<GatewayConfigurationException>(() => ManagementAddress.AddTo(configuration, s_settings));
        Assert.StartsWith("Kestrel:Endpoints ", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
        .Build();
}
