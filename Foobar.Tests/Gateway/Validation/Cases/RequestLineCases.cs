using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9112, sections 2.2, 2.3 and 3: method, version and the blanks between.</summary>
internal static class RequestLineCases
{
    private const string Host = "Host: foobar.com";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        Passed("Plain GET", "GET / ", "GET / HTTP/1.1", Host),
        Passed("HTTP/1.0 without Host", "GET / ", "GET / HTTP/1.0"),
        Refused("HTTP/0.9", 400, "GET /"),
        Refused("No version", 400, "GET / ", Host),
        Refused("HTTP/1.2", 505, "GET / HTTP/1.2", Host),
        Refused("HTTP/1.9", 505, "GET / HTTP/1.9", Host),
        Refused("HTTP/2.0 in the request line", 505, "GET / HTTP/2.0", Host),
        Refused("HTTP/3 in the request line", 400, "GET / HTTP/3", Host),
        Refused("HTTP/0.9 in the request line", 505, "GET / HTTP/0.9", Host),
        Refused("Version with three digits", 400, "GET / HTTP/1.10", Host),
        Refused("Version with leading zero", 400, "GET / HTTP/01.1", Host),
        Refused("Version with a comma", 505, "GET / HTTP/1,1", Host),
        Refused("Version in lower case", 505, "GET / http/1.1", Host),
        Refused("Another protocol", 505, "GET / HTTQ/1.1", Host),
        Refused("Blank after the version", 400, "GET / HTTP/1.1 ", Host),
        // RFC 9112, section 3, lets a server take other whitespace for the blank; Kestrel takes any byte before the version.
        Passed("Two blanks before the version", "GET / ", "GET /  HTTP/1.1", Host),
        Refused("Two blanks before the target", 400, "GET  / HTTP/1.1", Host),
        Refused("Tab before the target", 400, "GET\t/ HTTP/1.1", Host),
        Passed("Tab before the version", "GET / ", "GET /\tHTTP/1.1", Host),
        Passed("Vertical tab before the version", "GET / ", "GET /\vHTTP/1.1", Host),
        Passed("No blank before the version", "GET / ", "GET /aHTTP/1.1", Host),
        Refused("Leading blank", 400, " GET / HTTP/1.1", Host),
        Refused("No method", 400, " / HTTP/1.1", Host),
        Refused("Method with a colon", 400, "GE:T / HTTP/1.1", Host),
        Refused("Method with a NUL", 400, "GE\0T / HTTP/1.1", Host),
        Refused("Method with a quote", 400, "\"GET\" / HTTP/1.1", Host),
        Refused("Method with a byte beyond ASCII", 400, "G\u00cbT / HTTP/1.1", Host),
        Refused("Method in lower case", 405, "get / HTTP/1.1", Host),
        Refused("Unknown method", 405, "BREW / HTTP/1.1", Host),
        Refused("Method that begins like another", 405, "GETX / HTTP/1.1", Host),
        Refused("TRACE", 405, "TRACE / HTTP/1.1", Host),
        Refused("TRACK", 405, "TRACK / HTTP/1.1", Host),
        Dropped("HTTP/2 preface in clear text", "PRI * HTTP/2.0", string.Empty, "SM"),
        Refused("TLS hello in clear text", 400, "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003"),
        Refused("Response instead of a request", 400, "HTTP/1.1 200 OK", "Content-Length: 0"),
        new("Request line that ends with LF", $"GET / HTTP/1.1\n{Host}\r\n\r\n", [], 400),
        new("Request line that ends with CR CR LF", $"GET / HTTP/1.1\r\r\n{Host}\r\n\r\n", [], 400),
        new("Request line with a CR of its own", $"GET /\rx HTTP/1.1\r\n{Host}\r\n\r\n", [], 400),
        new("Empty lines before the request", $"\r\n\r\nGET / HTTP/1.1\r\n{Host}\r\n\r\n", ["GET / "], 0),
        new("LF before the request", $"\nGET / HTTP/1.1\r\n{Host}\r\n\r\n", ["GET / "], 0),
        Refused("Request line beyond the limit", 414, $"GET /{new string('a', 9000)} HTTP/1.1", Host),
        Refused("Method beyond the limit", 414, $"{new string('A', 9000)} / HTTP/1.1", Host),
    ];
}
