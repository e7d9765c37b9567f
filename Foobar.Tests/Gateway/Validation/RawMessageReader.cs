using System.Globalization;
using System.Text;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>
/// Reads HTTP/1.1 messages by the letter of RFC 9112 and takes nothing that two readers could understand differently.
/// </summary>
internal sealed class RawMessageReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly StringBuilder _all = new();
    private int _position;
    private int _messageStart;
    private volatile bool _isInMessage;

    /// <summary>All that has come, a character a byte.</summary>
    public string All => _all.ToString();

    /// <summary>Whether a part of a message has come, and not all of it. Another thread may ask.</summary>
    public bool IsInMessage => _isInMessage;

    /// <summary>What has come after the last whole message.</summary>
    public string Rest => _all.ToString(_messageStart, _all.Length - _messageStart);

    /// <returns>The next message; null if the stream ended, be it in the middle of one (see <see cref="Rest"/>).</returns>
    /// <exception cref="FormatException">It is no message that is understood in one way only.</exception>
    public async Task<RawMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { } startLine)
        {
            return null;
        }

        var fields = new List<KeyValuePair<string, string>>();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line is null)
            {
                return null;
            }

            if (line.Length == 0)
            {
                break;
            }

            fields.Add(ParseField(line));
        }

        var message = new RawMessage(startLine, fields, string.Empty);
        var body = await ReadBodyAsync(message, cancellationToken);
        if (body is null)
        {
            return null;
        }

        _messageStart = _position;
        _isInMessage = _all.Length > _position;
        return message with { Body = body };
    }

    private static KeyValuePair<string, string> ParseField(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? string.Empty : line[..colon];
        var value = line[(colon + 1)..].Trim(' ', '\t');
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
            && value.All(c => c is '\t' or >= ' ' and not '\x7f')
                ? new(name, value)
                : throw new FormatException($"'{line}' is no field line.");
    }

    private async Task<string?> ReadBodyAsync(RawMessage message, CancellationToken cancellationToken)
    {
        var lengths = message.Values("Content-Length").ToArray();
        var codings = message.Values("Transfer-Encoding").ToArray();
        return (lengths, codings) switch
        {
            ([], []) => string.Empty,
            ([var length], []) => await ReadExactlyAsync(ParseNumber(length, NumberStyles.None), cancellationToken),
            ([], ["chunked"]) => await ReadChunksAsync(cancellationToken),
            _ => throw new FormatException($"The framing is ambiguous: {message}."),
        };
    }

    private async Task<string?> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        while (true)
        {
            if (await ReadLineAsync(cancellationToken) is not { } size)
            {
                return null;
            }

            var length = ParseNumber(size, NumberStyles.AllowHexSpecifier);
            if (await ReadExactlyAsync(length, cancellationToken) is not { } chunk || await ReadLineAsync(cancellationToken) is not { } end)
            {
                return null;
            }

            if (end.Length > 0)
            {
                throw new FormatException($"A chunk ends with '{end}'; trailers are not expected either.");
            }

            if (length == 0)
            {
                return body.ToString();
            }

            body.Append(chunk);
        }
    }

    private static int ParseNumber(string text, NumberStyles style) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is no length.");

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var start = _position;
        while (true)
        {
            for (; _position < _all.Length; _position++)
            {
                if (_all[_position] == '\n')
                {
                    var line = _all.ToString(start, ++_position - start);
                    return line.EndsWith("\r\n", StringComparison.Ordinal) && line.IndexOf('\r', StringComparison.Ordinal) == line.Length - 2
                        ? line[..^2]
                        : throw new FormatException($"'{line}' has a CR or LF of its own.");
                }
            }

            if (!await ReceiveAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    private async Task<string?> ReadExactlyAsync(int length, CancellationToken cancellationToken)
    {
        while (_all.Length - _position < length)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                return null;
            }
        }

        var text = _all.ToString(_position, length);
        _position += length;
        return text;
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var count = await stream.ReadAsync(_buffer, cancellationToken);
        _isInMessage |= count > 0;
        _all.Append(Encoding.Latin1.GetString(_buffer, 0, count));
        return count > 0;
    }
}
