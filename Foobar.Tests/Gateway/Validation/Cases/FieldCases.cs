using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9112, section 5 and RFC 9110, section 5: field lines.</summary>
internal static class FieldCases
{
    private const string Get = "GET / HTTP/1.1";
    private const string Host = "Host: foobar.com";
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: foobar.com\r\n\r\n";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        Passed("Empty field value", "GET / ", Get, Host, "X-A:"),
        Passed("Blanks around the value", "GET / ", Get, Host, "X-A:  \t a \t "),
        Passed("Unusual name", "GET / ", Get, Host, "!#$%&'*+-.^_`|~09az: a"),
        Passed("UTF-8 in a value", "GET / ", Get, Host, "X-A: \u00c3\u00a9"),
        Refused("Bytes in a value that are not UTF-8", 400, Get, Host, "X-A: \u00ff\u00fe"),
        Refused("Blank before the colon", 400, Get, Host, "X-A : a"),
        Refused("Tab before the colon", 400, Get, Host, "X-A\t: a"),
        Refused("Blank in the name", 400, Get, Host, "X A: a"),
        Refused("Blank before the name", 400, Get, Host, " X-A: a"),
        Refused("Blank before the first name", 400, Get, " X-A: a", Host),
        Refused("No colon", 400, Get, Host, "X-A"),
        Refused("No name", 400, Get, Host, ": a"),
        Refused("Continued line", 400, Get, Host, "X-A: a", " b"),
        Refused("Continued line with a tab", 400, Get, Host, "X-A: a", "\tb"),
        Refused("Continued line that is empty", 400, Get, Host, "X-A: a", " "),
        Refused("Name with a NUL", 400, Get, Host, "X-\0A: a"),
        Refused("Name with a control character", 400, Get, Host, "X-\u0001A: a"),
        Refused("Name with a DEL", 400, Get, Host, "X-\u007fA: a"),
        Refused("Name with a byte beyond ASCII", 400, Get, Host, "X-\u00c4: a"),
        Refused("Name with a slash", 400, Get, Host, "X/A: a"),
        Refused("Name with parentheses", 400, Get, Host, "X(A): a"),
        Refused("Name with a quote", 400, Get, Host, "X\"A: a"),
        Refused("Name with a comma", 400, Get, Host, "X,A: a"),
        Refused("Name with brackets", 400, Get, Host, "X[A]: a"),
        Refused("Name of a pseudo-header", 400, Get, Host, ":path: /evil"),
        Refused("Value with a NUL", 400, Get, Host, "X-A: a\0b"),
        Refused("Value with a control character", 400, Get, Host, "X-A: a\u0001b"),
        Refused("Value with a vertical tab", 400, Get, Host, "X-A: a\vb"),
        Refused("Value with a form feed", 400, Get, Host, "X-A: a\fb"),
        Refused("Value with an escape", 400, Get, Host, "X-A: \u001b[31m"),
        Refused("Value with a DEL", 400, Get, Host, "X-A: a\u007fb"),
        Refused("Known field with a control character", 400, Get, Host, "User-Agent: a\u0001b"),
        Refused("Value with a CR", 400, Get, Host, "X-A: a\rb"),
        Refused("Value with a CR before its end", 400, Get, Host, "X-A: a\r"),
        Refused("Value with a CR and a field", 400, Get, Host, "X-A: a\rContent-Length: 5"),
        new("Field that ends with LF", $"{Get}\r\n{Host}\r\nX-A: a\nX-B: b\r\n\r\n", [], 400),
        new("First field that ends with LF", $"{Get}\r\n{Host}\n\r\n", [], 400),
        new("Head that ends with LF", $"{Get}\r\n{Host}\r\n\n", [], 400),
        new("Head that ends with LF, and a smuggled request", $"{Get}\r\n{Host}\r\n\n{Smuggled}", [], 400),
        new("Head that ends with two CR", $"{Get}\r\n{Host}\r\r", [], 400),
        new("Head that ends with CR CR LF", $"{Get}\r\n{Host}\r\n\r\r\n", [], 400),
        Refused("Field beyond the limit", 431, Get, Host, $"X-A: {new string('a', 40_000)}"),
        new("More fields than the limit", Get + "\r\n" + Host + "\r\n" + string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: a\r\n")) + "\r\n", [], 431),
        Refused("Expect something else", 417, Get, Host, "Expect: 200-ok"),
        new("Expect with something before it", Head("POST / HTTP/1.1", Host, "Content-Length: 5", "Expect: y 100-continue") + "hello", [], 417),
        new("Expect twice", Head("POST / HTTP/1.1", Host, "Content-Length: 5", "Expect: 100-continue", "Expect: x") + "hello", [], 417),
    ];
}
