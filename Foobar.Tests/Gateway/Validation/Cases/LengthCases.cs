using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9112, section 6: Content-Length, and what goes by CL.TE, TE.CL and CL.0.</summary>
internal static class LengthCases
{
    private const string Post = "POST / HTTP/1.1";
    private const string Host = "Host: foobar.com";
    private const string Chunked = "Transfer-Encoding: chunked";
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\n";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        With("Body by its length", "hello", ["POST / hello"], 0, "Content-Length: 5"),
        With("Empty body", string.Empty, ["POST / "], 0, "Content-Length: 0"),
        With("No length", string.Empty, ["POST / "], 0),
        With("Length with a plus sign", "hello", [], 400, "Content-Length: +5"),
        With("Length with a minus sign", "hello", [], 400, "Content-Length: -5"),
        With("Length in hexadecimal", "hello", [], 400, "Content-Length: 0x5"),
        With("Length with a fraction", "hello", [], 400, "Content-Length: 5.0"),
        With("Length with an exponent", "hello", [], 400, "Content-Length: 5e0"),
        With("Length with a blank in it", "hello", [], 400, "Content-Length: 0 5"),
        With("Length with a comma in it", "hello", [], 400, "Content-Length: 5,000"),
        With("Length with an underscore", "hello", [], 400, "Content-Length: 1_0"),
        With("Length in quotes", "hello", [], 400, "Content-Length: \"5\""),
        With("Length with leading zeros", "hello", ["POST / hello"], 0, "Content-Length: 005"),
        With("Length that is empty", "hello", [], 400, "Content-Length:"),
        With("Length with a NUL", "hello", [], 400, "Content-Length: 5\0"),
        With("Length with a vertical tab", "hello", [], 400, "Content-Length: \v5"),
        With("Length with a form feed", "hello", [], 400, "Content-Length: 5\f"),
        With("Length with other digits", "hello", [], 400, "Content-Length: \u00d9\u00a5"),
        With("Length beyond 64 bits", "hello", [], 400, "Content-Length: 18446744073709551621"),
        With("Length beyond 63 bits", "hello", [], 400, "Content-Length: 9223372036854775808"),
        With("Length beyond the limit", "hello", [], 413, "Content-Length: 100000"),
        With("Two lengths", "hello" + Smuggled, [], 400, "Content-Length: 5", "Content-Length: 50"),
        With("Twice the same length", "hello", [], 400, "Content-Length: 5", "Content-Length: 5"),
        With("Two lengths in one field", "hello", [], 400, "Content-Length: 5, 50"),
        With("Twice the same length in one field", "hello", [], 400, "Content-Length: 5, 5"),
        With("Length, blank before the colon", "hello" + Smuggled, [], 400, "Content-Length : 50"),
        With("Length on a continued line", "hello", [], 400, "Content-Length:", " 5"),
        With("Name that ends with a control character", "hello" + Smuggled, [], 400, "Content-Length\u000b: 50", "Content-Length: 5"),
        With("CL.TE", "0\r\n\r\n" + Smuggled, [], 400, $"Content-Length: {5 + Smuggled.Length}", Chunked),
        With("TE.CL", $"{Smuggled.Length:x}\r\n{Smuggled}\r\n0\r\n\r\n", [], 400, Chunked, "Content-Length: 4"),
        With("Length and chunks that agree", "5\r\nhello\r\n0\r\n\r\n", [], 400, "Content-Length: 15", Chunked),
        With("Length of zero and chunks", "5\r\nhello\r\n0\r\n\r\n", [], 400, "Content-Length: 0", Chunked),
        With("Kestrel's name for a length that it dropped", "5\r\nhello\r\n0\r\n\r\n", [], 400, "X-Content-Length: 4", Chunked),
        new("CL.0: a second request where the body is", $"POST / HTTP/1.1\r\n{Host}\r\nContent-Length: {Smuggled.Length}\r\n\r\n{Smuggled}", [$"POST / {Smuggled}"], 0),
        new("CL.0 of GET", $"GET / HTTP/1.1\r\n{Host}\r\nContent-Length: {Smuggled.Length}\r\n\r\n{Smuggled}", [$"GET / {Smuggled}"], 0),
        new("0.CL: more than the length", $"{Post}\r\n{Host}\r\nContent-Length: 0\r\n\r\nhello\r\n\r\n", ["POST / "], 400),
        new("GET without a length, with a body", $"GET / HTTP/1.1\r\n{Host}\r\n\r\nhello\r\n\r\n", ["GET / "], 400),
        new("Two requests at once", $"{Post}\r\n{Host}\r\nContent-Length: 5\r\n\r\nhelloGET /second HTTP/1.1\r\n{Host}\r\n\r\n", ["POST / hello", "GET /second "], 0),
        new("HTTP/1.0 with a body by its length", $"POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello", ["POST / hello"], 0),
        new("Length of another case", $"{Post}\r\n{Host}\r\ncONTENT-lENGTH: 5\r\n\r\nhello", ["POST / hello"], 0),
    ];

    private static RequestCase With(string name, string body, string[] forwarded, int status, params string[] fields) =>
        new(name, Head([Post, Host, .. fields]) + body, forwarded, status);
}
