using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9112, section 7: Transfer-Encoding, TE.TE, and chunks.</summary>
internal static class ChunkCases
{
    private const string Host = "Host: foobar.com";
    private const string Whole = "5\r\nhello\r\n0\r\n\r\n";
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\n";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        Chunks("Chunks", Whole, "hello"),
        Chunks("Chunks, and no more", "0\r\n\r\n", string.Empty),
        Chunks("Two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"),
        Chunks("Size with leading zeros", "0005\r\nhello\r\n0\r\n\r\n", "hello"),
        Chunks("Size in upper case", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
        Chunks("Extension", "5;a=b\r\nhello\r\n0;c\r\n\r\n", "hello"),
        Chunks("Trailer", "5\r\nhello\r\n0\r\nX-Trailer: a\r\n\r\n", "hello"),
        Chunks("Trailer that is a length", "5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n", "hello"),
        Coding("Coding in capitals", Whole, ["POST / hello"], 0, "Transfer-Encoding: Chunked"),
        Coding("Coding twice in one field", Whole, [], 400, "Transfer-Encoding: chunked, chunked"),
        Coding("Coding in two fields", Whole, [], 400, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        Coding("Coding and identity", Whole, [], 400, "Transfer-Encoding: identity, chunked"),
        Coding("Identity in another field", Whole, [], 400, "Transfer-Encoding: identity", "Transfer-Encoding: chunked"),
        Coding("Identity after it", Whole, [], 400, "Transfer-Encoding: chunked, identity"),
        Coding("Identity alone", Whole, [], 400, "Transfer-Encoding: identity"),
        Coding("Compressed and in chunks", Whole, [], 400, "Transfer-Encoding: gzip, chunked"),
        Coding("Compressed", Whole, [], 400, "Transfer-Encoding: gzip"),
        Coding("Unknown coding", Whole, [], 400, "Transfer-Encoding: xchunked"),
        Coding("Unknown coding and a length", "hello", [], 400, "Transfer-Encoding: cow", "Content-Length: 5"),
        Coding("Coding in quotes", Whole, [], 400, "Transfer-Encoding: \"chunked\""),
        Coding("Coding with a parameter", Whole, [], 400, "Transfer-Encoding: chunked;q=1"),
        Coding("Coding with a comma after it", Whole, [], 400, "Transfer-Encoding: chunked,"),
        Coding("Coding with a comma before it", Whole, [], 400, "Transfer-Encoding: ,chunked"),
        Coding("Coding that is empty", Whole, [], 400, "Transfer-Encoding:"),
        Coding("Coding after a vertical tab", Whole, [], 400, "Transfer-Encoding: \vchunked"),
        Coding("Coding before a NUL", Whole, [], 400, "Transfer-Encoding: chunked\0"),
        Coding("Coding before a CR", Whole, [], 400, "Transfer-Encoding: chunked\r"),
        Coding("Coding with a byte beyond ASCII", Whole, [], 400, "Transfer-Encoding: chun\u00c3\u00a9ed"),
        Coding("Coding with a Kelvin sign", Whole, [], 400, "Transfer-Encoding: chun\u00e2\u0084\u00aaed"),
        Coding("Coding on a continued line", Whole, [], 400, "Transfer-Encoding:", " chunked"),
        Coding("Coding, blank before the colon", Whole, [], 400, "Transfer-Encoding : chunked"),
        Coding("Coding of a name with a blank before it", Whole, [], 400, " Transfer-Encoding: chunked"),
        Coding("Coding in another field's value after LF", Whole, [], 400, "X-A: a\nTransfer-Encoding: chunked"),
        Coding("Coding of GET", Whole, ["GET / hello"], 0, method: "GET", version: "1.1", "Transfer-Encoding: chunked"),
        Coding("Coding in HTTP/1.0", Whole, [], 400, method: "POST", version: "1.0", "Transfer-Encoding: chunked"),
        Coding("Coding and length in HTTP/1.0", Whole, [], 400, method: "POST", version: "1.0", "Transfer-Encoding: chunked", "Content-Length: 5"),
        Bad("Size that is no number", "xyz\r\nhello\r\n0\r\n\r\n"),
        Bad("Size that is empty", "\r\nhello\r\n0\r\n\r\n"),
        Bad("Size with a prefix", "0x5\r\nhello\r\n0\r\n\r\n"),
        Bad("Size with a minus sign", "-5\r\nhello\r\n0\r\n\r\n"),
        Bad("Size with a plus sign", "+5\r\nhello\r\n0\r\n\r\n"),
        Bad("Size with a blank before it", " 5\r\nhello\r\n0\r\n\r\n"),
        Bad("Size with a blank after it", "5 \r\nhello\r\n0\r\n\r\n"),
        Bad("Size with an underscore", "0_5\r\nhello\r\n0\r\n\r\n"),
        Bad("Size beyond 32 bits", "100000005\r\nhello\r\n0\r\n\r\n"),
        Bad("Size beyond 64 bits", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
        Bad("Size that is negative in 32 bits", "FFFFFFFF\r\nhello\r\n0\r\n\r\n"),
        Bad("Size that ends with LF", "5\nhello\r\n0\r\n\r\n"),
        Bad("Size that ends with CR", "5\rhello\r\n0\r\n\r\n"),
        Bad("Size with a NUL", "5\0\r\nhello\r\n0\r\n\r\n"),
        Bad("Chunk longer than its size", "5\r\nhello!\r\n0\r\n\r\n"),
        Bad("Chunk shorter than its size", "6\r\nhello\r\n0\r\n\r\n"),
        Bad("Chunk that ends with LF", "5\r\nhello\n0\r\n\r\n"),
        Bad("Chunk that ends with CR", "5\r\nhello\r0\r\n\r\n"),
        Bad("Chunk that ends with two other bytes", "5\r\nhelloXX0\r\n\r\n"),
        Bad("Extension that ends with LF", $"5;\nhello\r\n0\r\n\r\n{Smuggled}"),
        Bad("Extension with LF, and a chunk in it", $"2;\nxx\r\n{Smuggled.Length:x}\r\n0\r\n\r\n{Smuggled}0\r\n\r\n"),
        Bad("Extension with CR", "5;a\rb\r\nhello\r\n0\r\n\r\n"),
        Bad("Extension of the last chunk with LF", $"5\r\nhello\r\n0;\n\r\n{Smuggled}"),
        Bad("Last chunk that ends with LF", "5\r\nhello\r\n0\n\r\n"),
        Bad("End that is LF", "5\r\nhello\r\n0\r\n\n\r\n"),
        Bad("Trailer that ends with LF", "5\r\nhello\r\n0\r\nX-Trailer: a\n\r\n"),
        Bad("Trailer with a blank before the colon", "5\r\nhello\r\n0\r\nX-Trailer : a\r\n\r\n"),
        Bad("Trailer without a colon", "5\r\nhello\r\n0\r\nX-Trailer\r\n\r\n"),
        new("A request after the last chunk", $"{Start("POST", "1.1")}Transfer-Encoding: chunked\r\n\r\n{Whole}{Smuggled}", ["POST / hello", "GET /smuggled "], 0),
        new("Something after the last chunk", $"{Start("POST", "1.1")}Transfer-Encoding: chunked\r\n\r\n{Whole}X\r\n\r\n", ["POST / hello"], 400),
        RefusedInBody("Body beyond the limit", 413, $"5000\r\n{new string('a', 0x5000)}\r\n0\r\n\r\n", "POST / HTTP/1.1", Host, "Transfer-Encoding: chunked"),
    ];

    private static RequestCase Chunks(string name, string body, string arrives) =>
        new(name, $"{Start("POST", "1.1")}Transfer-Encoding: chunked\r\n\r\n{body}", [$"POST / {arrives}"], 0);

    private static RequestCase Bad(string name, string body) =>
        RefusedInBody(name, 400, body, "POST / HTTP/1.1", Host, "Transfer-Encoding: chunked");

    private static RequestCase Coding(string name, string body, string[] forwarded, int status, params string[] fields) =>
        Coding(name, body, forwarded, status, "POST", "1.1", fields);

    private static RequestCase Coding(
        string name, string body, string[] forwarded, int status, string method, string version, params string[] fields) =>
        new(name, Start(method, version) + Head(fields) + body, forwarded, status);

    private static string Start(string method, string version) => $"{method} / HTTP/{version}\r\n{Host}\r\n";
}
