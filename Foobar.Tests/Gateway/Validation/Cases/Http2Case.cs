namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>A request over HTTP/2, where fields can hold what would end a line of HTTP/1.1 (H2.CL, H2.TE, request splitting).</summary>
/// <param name="Name">What it is about; no two have the same.</param>
/// <param name="Arrives">What arrives at the server, as <c>POST /path body</c>; null if it is refused in whichever way.</param>
/// <param name="Fields">All fields, in their order.</param>
/// <param name="Body">The content, or null for none.</param>
internal sealed record Http2Case(string Name, string? Arrives, (string Name, string Value)[] Fields, string? Body = null)
{
    private const string Smuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\n";

    /// <summary>What may have arrived before the gateway saw that the body goes on, and is no more than the fields said.</summary>
    public string? MayArrive { get; init; }

    public static IReadOnlyList<Http2Case> All { get; } =
    [
        new("GET", "GET / ", Get()),
        new("POST", "POST / hello", Post(), "hello"),
        new("POST with its length", "POST / hello", Post(("content-length", "5")), "hello"),
        new("TE: trailers", "GET / ", Get(("te", "trailers"))),
        new("H2.CL: length too short", null, Post(("content-length", "5")), Smuggled),
        new("H2.CL: length of zero", null, Post(("content-length", "0")), Smuggled) { MayArrive = "POST / " },
        new("Length too long", null, Post(("content-length", "50")), "hello"),
        new("Length with a plus sign", null, Post(("content-length", "+5")), "hello"),
        new("Two lengths", null, Post(("content-length", "5"), ("content-length", "6")), "hello"),
        new("H2.TE", null, Post(("transfer-encoding", "chunked")), Smuggled),
        new("H2.TE in a value", null, Post(("x-a", "a\r\ntransfer-encoding: chunked")), Smuggled),
        new("H2.TE in a name", null, Post(("transfer-encoding: chunked\r\nx-a", "a")), Smuggled),
        new("Connection", null, Get(("connection", "close"))),
        new("Connection that names a field", null, Get(("connection", "x-forwarded-for"))),
        new("Keep-Alive and Proxy-Connection", "GET / ", Get(("keep-alive", "timeout=5"), ("proxy-connection", "keep-alive"))),
        new("TE: gzip", null, Get(("te", "gzip"))),
        new("Value with CR and LF", null, Get(("x-a", "a\r\nx-b: b"))),
        new("Value with LF", null, Get(("x-a", "a\nb"))),
        new("Value with a CR", null, Get(("x-a", "a\rb"))),
        new("Value with a NUL", null, Get(("x-a", "a\0b"))),
        new("Value with a control character", null, Get(("x-a", "a\u0001b"))),
        new("Value with a DEL", null, Get(("x-a", "a\u007fb"))),
        new("Name with a capital", null, Get(("X-A", "a"))),
        new("Name with a blank", null, Get(("x a", "a"))),
        new("Name with a colon", null, Get(("x:a", "a"))),
        new("Name with LF", null, Get(("x\na", "a"))),
        new("Name with a NUL", null, Get(("x\0a", "a"))),
        new("Name that is empty", null, Get(("", "a"))),
        new("Unknown pseudo-header", null, [.. Get(), (":evil", "a")]),
        new("Pseudo-header after a field", null, [("x-a", "a"), .. Get()]),
        new("Path twice", null, [.. Get(), (":path", "/evil")]),
        new("No path", null, [(":method", "GET"), (":scheme", "http"), (":authority", "foobar.com")]),
        new("Path that is empty", null, With(":path", "")),
        new("Path without a slash", null, With(":path", "evil")),
        new("Path with a blank", null, With(":path", "/ HTTP/1.1")),
        new("Path with a request", null, With(":path", "/ HTTP/1.1\r\nHost: foobar.com\r\n\r\nGET /smuggled")),
        new("Path with a NUL", null, With(":path", "/a\0b")),
        new("Path with a fragment", null, With(":path", "/a#b")),
        new("Path with encoded dots", null, With(":path", "/a/%2e%2e/b")),
        new("Path with a backslash", null, With(":path", "/a\\b")),
        new("Path that is a URL", null, With(":path", "http://evil.example/")),
        new("Method with a request", null, With(":method", "GET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\nGET")),
        new("Method with a blank", null, With(":method", "GET /evil")),
        new("Method that is empty", null, With(":method", "")),
        new("CONNECT", null, [(":method", "CONNECT"), (":authority", "foobar.com:80")]),
        new("Scheme with a request", null, With(":scheme", "http://evil.example/ HTTP/1.1\r\n\r\n")),
        new("Authority with user information", null, With(":authority", "user@foobar.com")),
        new("Authority with a path", null, With(":authority", "foobar.com/evil")),
        new("Authority with CR and LF", null, With(":authority", "foobar.com\r\nx-a: b")),
        new("Authority with a bad port", null, With(":authority", "foobar.com:99999")),
        new("Neither authority nor Host", null, [(":method", "GET"), (":scheme", "http"), (":path", "/")]),
        new("Two Hosts", null, [(":method", "GET"), (":scheme", "http"), (":path", "/"), ("host", "foobar.com"), ("host", "evil.example")]),
        new("Expect something else", null, Get(("expect", "200-ok"))),
    ];

    private static (string, string)[] Get(params (string, string)[] fields) =>
        [(":method", "GET"), (":scheme", "http"), (":authority", "foobar.com"), (":path", "/"), .. fields];

    private static (string, string)[] Post(params (string, string)[] fields) =>
        [(":method", "POST"), (":scheme", "http"), (":authority", "foobar.com"), (":path", "/"), .. fields];

    private static (string, string)[] With(string name, string value) =>
        [.. Get().Select(field => field.Item1 == name ? (name, value) : field)];
}
