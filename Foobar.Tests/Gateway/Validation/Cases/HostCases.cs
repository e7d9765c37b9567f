using static Foobar.Tests.Gateway.Validation.RequestCase;

namespace Foobar.Tests.Gateway.Validation.Cases;

/// <summary>RFC 9112, section 3.2 and RFC 9110, section 7.2: exactly one Host, and one that can be a host.</summary>
internal static class HostCases
{
    private const string Get = "GET / HTTP/1.1";

    public static IReadOnlyList<RequestCase> All { get; } =
    [
        Passed("Host with a port", "GET / ", Get, "Host: foobar.com:8080"),
        Passed("Host that is an IPv6 address", "GET / ", Get, "Host: [::1]:8080"),
        Refused("No Host", 400, Get),
        Refused("Two Hosts", 400, Get, "Host: foobar.com", "Host: evil.example"),
        Refused("Twice the same Host", 400, Get, "Host: foobar.com", "Host: foobar.com"),
        Refused("Two Hosts in one field", 400, Get, "Host: foobar.com, evil.example"),
        Refused("Two Hosts in HTTP/1.0", 400, "GET / HTTP/1.0", "Host: foobar.com", "Host: evil.example"),
        Refused("Empty Host", 400, Get, "Host:"),
        Refused("Host with a blank", 400, Get, "Host: foobar.com evil.example"),
        Refused("Host with a path", 400, Get, "Host: foobar.com/evil"),
        Refused("Host with user information", 400, Get, "Host: user@foobar.com"),
        Refused("Host with a scheme", 400, Get, "Host: http://foobar.com"),
        Refused("Host with a query", 400, Get, "Host: foobar.com?a"),
        Refused("Host with a fragment", 400, Get, "Host: foobar.com#a"),
        Refused("Host with a backslash", 400, Get, "Host: foobar.com\\evil"),
        Refused("Host with a percent sign", 400, Get, "Host: foobar%2ecom"),
        Refused("Host with a port beyond 65535", 400, Get, "Host: foobar.com:99999"),
        Refused("Host with a port that is no number", 400, Get, "Host: foobar.com:http"),
        Refused("Host with two ports", 400, Get, "Host: foobar.com:80:81"),
        Refused("Host that is a port", 400, Get, "Host: :80"),
        Refused("Host with an open bracket", 400, Get, "Host: [::1"),
        Refused("Host with something after the bracket", 400, Get, "Host: [::1]evil"),
        Refused("Host with nonsense in brackets", 400, Get, "Host: [evil.example]"),
        Refused("Host with a NUL", 400, Get, "Host: foobar\0.com"),
        Refused("Host with a byte beyond ASCII", 400, Get, "Host: f\u00f6obar.com"),
        Refused("Host with a tab", 400, Get, "Host: foobar\t.com"),
        Refused("Host with a quote", 400, Get, "Host: \"foobar.com\""),
        Refused("Host with angle brackets", 400, Get, "Host: <foobar.com>"),
        Refused("Host with a blank before the colon", 400, Get, "Host : foobar.com"),
        Refused("Host on a continued line", 400, Get, "Host:", " foobar.com"),
        Refused("Host with a control character", 400, Get, "Host: foobar\u0001.com"),
    ];
}
