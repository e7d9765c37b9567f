using System.Text;
using Foobar.Tests.Gateway.Validation;

namespace Foobar.Tests.Gateway.Limits;

public sealed class LimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_MoreThanTheLimit_AreClosed()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web, "MaxConnections", "1");
        Assert.Equal("web", await gateway.Client.GetStringAsync("/", Cancellation));

        using var another = await RawClient.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);
        await another.SendAsync("GET / HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n", byteByByte: false, Cancellation);

        Assert.Null(await another.ReadAsync(Cancellation));
        Assert.Equal("web", await gateway.Client.GetStringAsync("/", Cancellation));
    }

    [Theory]
    [InlineData("MaxRequestLineBytes", "300", "GET /{0} HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n", 414)]
    [InlineData("MaxRequestHeadersBytes", "1024", "GET / HTTP/1.1\r\nHost: www.foobar.com\r\nX-A: {0}{0}{0}{0}\r\n\r\n", 431)]
    [InlineData("MaxHeaderCount", "10", "GET / HTTP/1.1\r\nHost: www.foobar.com\r\n{1}\r\n", 431)]
    [InlineData("MaxBodyBytes", "10", "POST / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: 300\r\n\r\n{0}", 413)]
    [InlineData("MaxBodyBytes", "10", "POST / HTTP/1.1\r\nHost: www.foobar.com\r\nTransfer-Encoding: chunked\r\n\r\n12c\r\n{0}\r\n0\r\n\r\n", 413)]
    public async Task Request_BeyondALimit_IsRefused(string setting, string value, string request, int expected)
    {
        await using var web = await Backend.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null));
        await using var gateway = await StartAsync(web, setting, value);
        using var client = await RawClient.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);
        var fields = string.Concat(Enumerable.Range(0, 10).Select(i => $"X-{i}: a\r\n"));

        await client.SendAsync(string.Format(null, CompositeFormat.Parse(request), new string('a', 300), fields), byteByByte: false, Cancellation);

        Assert.Equal(expected, (await client.ReadAsync(Cancellation))?.Status);
        Assert.Null(await client.ReadAsync(Cancellation));
    }

    [Theory]
    [InlineData("HeadersTimeout", "GET / HTTP/1.1\r\nHost: www.foobar.com\r\n")]
    [InlineData("KeepAliveTimeout", "")]
    public async Task Client_SaysNothingForTooLong_IsCutOff(string setting, string beginning)
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web, setting, "00:00:01");
        using var client = await RawClient.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);

        await client.SendAsync(beginning, byteByByte: false, Cancellation);

        // Read to the end: 408 may come before it, and nothing else.
        var answer = await client.ReadAsync(Cancellation);
        Assert.Equal(beginning.Length > 0 ? 408 : null, answer?.Status);
    }

    [Fact]
    public async Task Body_ComesTooSlowly_IsCutOff()
    {
        await using var web = await Backend.StartAsync("web");
        await using var gateway = await StartAsync(web, "MinBodyRateGrace", "00:00:02");
        using var client = await RawClient.ConnectAsync(gateway.Client.BaseAddress!, Cancellation);

        await client.SendAsync("PUT / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: 5\r\n\r\nhell", byteByByte: false, Cancellation);

        Assert.Equal(408, (await client.ReadAsync(Cancellation))?.Status);
        Assert.Equal(0, web.Requests);
    }

    private static Task<GatewayServer> StartAsync(Backend web, string setting, string value) => GatewayServer.StartAsync(
        web.Address, web.Address, settings: ($"Gateway:Limits:{setting}", value));
}
