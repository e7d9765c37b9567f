using System.Net;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Tls;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Gateway.Tls;

public sealed class HttpsAddressesTests
{
    [Theory]
    [InlineData("http://*:80", false)]
    [InlineData("http://*:80;https://*:443", true)]
    [InlineData("http://unix:/tmp/gateway.sock", false)]
    [InlineData("", false)]
    public void Any_Urls_IsWhetherOneIsHttps(string urls, bool expected) => Assert.Equal(expected, Read(("urls", urls)).Any);

    [Fact]
    public void Take_EndpointsInTheirOrder_KnowsWhichAreHttps()
    {
        var addresses = Read(("urls", "http://127.0.0.1:0; https://127.0.0.1:0;HTTPS://localhost:8443"));

        Assert.Equal([false, true, true, false], Take(addresses, 0, 0, 8443, 8443));
    }

    [Fact]
    public void Take_PortsInsteadOfUrls_KnowsWhichAreHttps()
    {
        var addresses = Read(("http_ports", "80;8080"), ("https_ports", "443"));

        Assert.Equal([true, false], Take(addresses, 443, 8080));
    }

    // Kestrel's own endpoints replace the addresses.
    [Fact]
    public void Take_KestrelsEndpoints_TakesThoseWithoutACertificateOfTheirOwn()
    {
        var addresses = Read(
            ("urls", "https://*:1"),
            ("Kestrel:Endpoints:A:Url", "https://*:2"),
            ("Kestrel:Endpoints:B:Url", "https://*:3"),
            ("Kestrel:Endpoints:B:Certificate:Path", "b.pfx"));

        Assert.Equal([false, true, false], Take(addresses, 1, 2, 3));
    }

    [Fact]
    public void Read_WhatIsNoAddress_SaysSo()
    {
        var exception = Assert.Throws<GatewayConfigurationException>(() => Read(("urls", "8443")));

        Assert.StartsWith("'8443' is no address to listen on", exception.Message);
    }

    private static IEnumerable<bool> Take(HttpsAddresses addresses, params int[] ports) =>
        ports.Select(port => addresses.Take(new IPEndPoint(IPAddress.Loopback, port)));

    private static HttpsAddresses Read(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
        .Build());
}
