using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Forwarding;

public sealed class ForwardedHeadersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_NobodyIsTrusted_NothingThatItSaysOfItselfArrives()
    {
        var arrived = await SendAsync(
            [],
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Prefix", "/evil"),
            ("X-Forwarded-Port", "1"),
            ("X-Real-IP", "203.0.113.9"),
            ("Forwarded", "for=203.0.113.9"),
            ("X-Request-Id", "chosen-by-the-client"));

        Assert.Equal(("127.0.0.1", "http", "www.foobar.com"), Said(arrived));
        Assert.NotEqual("chosen-by-the-client", arrived["X-Request-Id"]);
        Assert.DoesNotContain(arrived.Keys, key =>
            key.ToUpperInvariant() is "X-FORWARDED-PREFIX" or "X-FORWARDED-PORT" or "X-REAL-IP" or "FORWARDED");
    }

    [Fact]
    public async Task Request_TrustedProxy_IsBelieved()
    {
        var arrived = await SendAsync(
            ["127.0.0.0/8"],
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "www.foobar.com"),
            ("X-Request-Id", "proxy-1.42"));

        Assert.Equal(("203.0.113.9", "https", "www.foobar.com"), Said(arrived));
        Assert.Equal("www.foobar.com", arrived["Host"]);
        Assert.Equal("proxy-1.42", arrived["X-Request-Id"]);
        Assert.DoesNotContain(arrived.Keys, key => key.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("6.6.6.6, 203.0.113.9", "203.0.113.9")]
    [InlineData("6.6.6.6, 203.0.113.9, 10.0.0.7", "203.0.113.9")]
    [InlineData("10.0.0.7, 203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.8, 10.0.0.7", "10.0.0.8")]
    [InlineData("nonsense", "127.0.0.1")]
    [InlineData("203.0.113.9, nonsense", "127.0.0.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    public async Task Request_ChainOfProxies_TheClientIsTheRightmostThatIsNotTrusted(string forwardedFor, string expected)
    {
        var arrived = await SendAsync(["127.0.0.1", "10.0.0.0/8"], ("X-Forwarded-For", forwardedFor));

        Assert.Equal(expected, arrived["X-Forwarded-For"].Trim('"', '[', ']'));
    }

    [Fact]
    public async Task Request_AnotherProxyIsTrusted_IsNotBelieved()
    {
        var arrived = await SendAsync(["10.0.0.0/8"], ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(("127.0.0.1", "http", "www.foobar.com"), Said(arrived));
    }

    [Fact]
    public async Task Request_RequestIdThatCannotBeLogged_IsReplacedEvenIfTrusted()
    {
        var arrived = await SendAsync(["127.0.0.1"], ("X-Request-Id", "a b\"c"));

        Assert.Matches("^[0-9a-f]{32}$", arrived["X-Request-Id"]);
    }

    private static (string For, string Proto, string Host) Said(Dictionary<string, string> arrived) =>
        (arrived["X-Forwarded-For"], arrived["X-Forwarded-Proto"], arrived["X-Forwarded-Host"]);

    private static async Task<Dictionary<string, string>> SendAsync(string[] trusted, params (string Name, string Value)[] fields)
    {
        await using var web = await Backend.StartAsync(context =>
            context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
        await using var gateway = await GatewayServer.StartAsync(
            web.Address, web.Address, settings: [.. trusted.Select((proxy, i) => ($"Gateway:TrustedProxies:{i}", proxy))]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "www.foobar.com" } };
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await gateway.Client.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        return new Dictionary<string, string>(
            (await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(Cancellation))!, StringComparer.OrdinalIgnoreCase);
    }
}
