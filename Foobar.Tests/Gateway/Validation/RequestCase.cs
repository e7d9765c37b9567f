namespace Foobar.Tests.Gateway.Validation;

/// <summary>Bytes that a client sends, and what is to become of them.</summary>
/// <param name="Name">What it is about, in a few words; no two have the same.</param>
/// <param name="Bytes">A character a byte.</param>
/// <param name="Forwarded">What arrives at the server, as <c>POST /path body</c> each; nothing else does.</param>
/// <param name="Status">The answer of the gateway's own after which it closes the connection; 0 if there is none.</param>
/// <param name="InBody">Whether the fault is in a body, so that the server may see the beginning of a request that never ends.</param>
internal sealed record RequestCase(string Name, string Bytes, IReadOnlyList<string> Forwarded, int Status, bool InBody = false)
{
    private const int NoAnswer = -1;

    /// <summary>A request that is refused before anything of it reaches a server.</summary>
    public static RequestCase Refused(string name, int status, params string[] lines) => new(name, Head(lines), [], status);

    /// <summary>What is no request of HTTP/1.1 at all, so that there is no answer.</summary>
    public static RequestCase Dropped(string name, params string[] lines) => new(name, Head(lines), [], NoAnswer);

    /// <summary>A request that turns out to be bad in the middle of its body.</summary>
    public static RequestCase RefusedInBody(string name, int status, string body, params string[] lines) =>
        new(name, Head(lines) + body, [], status, InBody: true);

    /// <summary>A request that arrives, put in order if need be.</summary>
    public static RequestCase Passed(string name, string arrives, params string[] lines) => new(name, Head(lines), [arrives], 0);

    /// <summary>Whether the connection can be used for another request, or ends in one way or another.</summary>
    public bool KeepsConnection => Status == 0 && !Bytes.Contains(" HTTP/1.0\r\n", StringComparison.Ordinal);

    /// <summary>The answers to expect before the connection is closed or used again: 200 is the server's.</summary>
    public IEnumerable<int> Statuses => Forwarded.Select(_ => 200).Concat(Status > 0 ? [Status] : []);

    /// <summary>Lines with CRLF, and the empty line that ends a head.</summary>
    public static string Head(params string[] lines) => string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";

    public override string ToString() => Name;
}
