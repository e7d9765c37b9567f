using Foobar.Tests.Gateway.Validation.Cases;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>No request reaches a server that the gateway did not understand, and none in two meanings.</summary>
public sealed class RequestValidationTests(RequestValidationFixture fixture) : IClassFixture<RequestValidationFixture>
{
    private const string Probe = "GET /probe HTTP/1.1\r\nHost: foobar.com\r\nConnection: close\r\n\r\n";

    private static readonly Dictionary<string, RequestCase> s_cases = new(
        new[]
        {
            RequestLineCases.All, TargetCases.All, HostCases.All, FieldCases.All, LengthCases.All, ChunkCases.All, ConnectionCases.All,
        }.SelectMany(cases => cases).Select(@case => KeyValuePair.Create(@case.Name, @case)));

    public static TheoryData<string, bool> Cases =>
        new([.. s_cases.Keys.Select(name => (name, false)), .. s_cases.Keys.Select(name => (name, true))]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Request_AsItIsWritten_IsRefusedOrArrivesInOneMeaning(string name, bool byteByByte)
    {
        var @case = s_cases[name];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = await RawClient.ConnectAsync(fixture.Address, limit.Token);

        var sending = client.SendAsync(@case.Bytes, byteByByte, limit.Token);
        var statuses = new List<int>();
        var isOpen = true;
        while (isOpen && statuses.Count < @case.Forwarded.Count)
        {
            isOpen = await AddStatusAsync();
        }

        // What is refused ends the connection by itself; otherwise a last request shows that nothing of the others is left.
        await sending;
        if (@case.KeepsConnection)
        {
            await client.SendAsync(Probe, byteByByte: false, limit.Token);
        }

        while (isOpen)
        {
            isOpen = await AddStatusAsync();
        }

        var (requests, rest) = await fixture.Server.TakeAsync(limit.Token);
        Assert.Equal(@case.KeepsConnection ? [.. @case.Statuses, 200] : @case.Statuses, statuses);
        Assert.Equal(
            @case.KeepsConnection ? [.. @case.Forwarded, "GET /probe "] : @case.Forwarded,
            requests.Select(request => $"{request.Method} {request.Target} {request.Body}"));
        Assert.All(requests, AssertIsClean);
        Assert.True(rest.Count <= (@case.InBody ? 1 : 0), string.Join('\n', rest));

        async Task<bool> AddStatusAsync()
        {
            if (await client.ReadAsync(limit.Token) is not { } response)
            {
                return false;
            }

            statuses.Add(response.Status);
            return true;
        }
    }

    [Fact]
    public async Task WebSocket_ServerDoesNotSwitch_WhatFollowsIsARequestOfItsOwn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = await RawClient.ConnectAsync(fixture.Address, cancellation);

        await client.SendAsync(
            RequestCase.Head(
                "GET /socket HTTP/1.1",
                "Host: foobar.com",
                "Connection: keep-alive, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 777",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==") + RequestCase.Head("TRACE /smuggled HTTP/1.1", "Host: foobar.com"),
            byteByByte: false,
            cancellation);

        Assert.Equal(200, (await client.ReadAsync(cancellation))?.Status);
        Assert.Equal(405, (await client.ReadAsync(cancellation))?.Status);
        Assert.Null(await client.ReadAsync(cancellation));
        var (requests, garbage) = await fixture.Server.TakeAsync(cancellation);
        Assert.Equal("/socket", Assert.Single(requests).Target);
        Assert.Empty(garbage);
    }

    private static void AssertIsClean(RawMessage request)
    {
        Assert.EndsWith(" HTTP/1.1", request.StartLine);
        Assert.Single(request.Values("Host"));
        string[] absent = ["Connection", "Upgrade", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "X-Content-Length", "X-Hop", "X-Hop-2", "X-Trailer"];
        Assert.DoesNotContain(absent, request.Has);
    }
}
