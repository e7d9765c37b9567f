using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9110, sections 7.6.1 and 7.8: what is for the next hop only.</summary>
internal static class ConnectionCases
{
    private const string Get = "GET / HTTP/1.1";
    private const string Host = "Host: foobar.com";
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\n";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        Passed("Connection: keep-alive", "GET / ", Get, Host, "Connection: keep-alive", "Keep-Alive: timeout=5"),
        Refused("Connection names a field", 400, Get, Host, "Connection: X-Hop", "X-Hop: a"),
        Refused("Connection names fields in two lines", 400, Get, Host, "Connection: keep-alive", "Connection: x-hop , , X-Hop-2", "X-Hop: a", "X-Hop-2: b"),
        Refused("Connection names Content-Length", 400, "POST / HTTP/1.1", Host, "Connection: Content-Length", $"Content-Length: {Smuggled.Length}", string.Empty, Smuggled),
        Refused("Connection names Transfer-Encoding", 400, "POST / HTTP/1.1", Host, "Connection: close, Transfer-Encoding", "Transfer-Encoding: chunked", string.Empty, "0", string.Empty),
        Refused("Connection names Host", 400, Get, Host, "Connection: Host"),
        Refused("Connection names Authorization", 400, Get, Host, "Connection: authorization", "Authorization: Basic YTpi"),
        Refused("Connection names Cookie", 400, Get, Host, "Connection: Cookie", "Cookie: a=b"),
        Refused("Connection names X-Forwarded-For", 400, Get, Host, "Connection: close, X-Forwarded-For"),
        Refused("Connection names X-Forwarded-Host in the second line", 400, Get, Host, "Connection: keep-alive", "Connection: X-Forwarded-Host"),
        Refused("Connection names Idempotency-Key", 400, Get, Host, "Connection: Idempotency-Key"),
        Refused("Connection names Cache-Control", 400, Get, Host, "Connection: Cache-Control"),
        Refused("Connection names no token", 400, Get, Host, "Connection: a b"),
        Refused("Connection names something in quotes", 400, Get, Host, "Connection: \"close\""),
        Passed("Connection with empty options", "GET / ", Get, Host, "Connection: , keep-alive ,, TE"),
        Passed("Connection is empty", "GET / ", Get, Host, "Connection:"),
        new("Upgrade with a body", Head(Get, Host, "Connection: Upgrade", "Upgrade: websocket", "Content-Length: 5") + "hello", ["GET / hello"], 0),
        Passed("Upgrade: h2c", "GET / ", Get, Host, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"),
        Passed("Upgrade: h2c without its settings", "GET / ", Get, Host, "Connection: Upgrade", "Upgrade: h2c"),
        Passed("Upgrade to what nobody knows", "GET / ", Get, Host, "Connection: Upgrade", "Upgrade: foo/2"),
        Passed("Upgrade that Connection does not name", "GET / ", Get, Host, "Upgrade: h2c"),
        Passed("Proxy-Connection", "GET / ", Get, Host, "Proxy-Connection: keep-alive"),
        Passed("TE", "GET / ", Get, Host, "Connection: TE", "TE: trailers, deflate"),
    ];
}
