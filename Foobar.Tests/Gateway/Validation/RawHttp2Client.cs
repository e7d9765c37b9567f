using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>An HTTP/2 client with prior knowledge that sends whatever it is told, without any check.</summary>
internal sealed class RawHttp2Client : IDisposable
{
    public const int Data = 0, Headers = 1, Reset = 3, Settings = 4, GoAway = 7;
    private const byte EndStream = 1, EndHeaders = 4, Acknowledge = 1;

    private readonly TcpClient _client = new() { NoDelay = true };
    private NetworkStream? _stream;

    public static async Task<RawHttp2Client> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = new RawHttp2Client();
        await client._client.ConnectAsync(address.Host, address.Port, cancellationToken);
        client._stream = client._client.GetStream();
        await client.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.SendFrameAsync(Settings, 0, 0, [], cancellationToken);
        return client;
    }

    /// <summary>Sends fields as they are (RFC 7541, section 6.2.2: literal, without indexing and without Huffman's code).</summary>
    public async Task SendRequestAsync(
        int stream, IEnumerable<(string Name, string Value)> fields, string? body, CancellationToken cancellationToken)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            AddString(block, name);
            AddString(block, value);
        }

        await SendFrameAsync(Headers, (byte)(EndHeaders | (body is null ? EndStream : 0)), stream, [.. block], cancellationToken);
        if (body is not null)
        {
            await SendFrameAsync(Data, EndStream, stream, Encoding.Latin1.GetBytes(body), cancellationToken);
        }
    }

    public Task SendResetAsync(int stream, CancellationToken cancellationToken) =>
        SendFrameAsync(Reset, 0, stream, [0, 0, 0, 8], cancellationToken);

    /// <returns>The next frame that ends something: headers of a response, a reset, or the end of the connection.</returns>
    public async Task<(int Type, int Stream, byte[] Payload)> ReadEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var head = new byte[9];
            try
            {
                await _stream!.ReadExactlyAsync(head, cancellationToken);
                var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
                await _stream!.ReadExactlyAsync(payload, cancellationToken);
                if (head[3] == Settings && (head[4] & Acknowledge) == 0)
                {
                    await SendFrameAsync(Settings, Acknowledge, 0, [], cancellationToken);
                }
                else if (head[3] is Headers or Reset or GoAway)
                {
                    return (head[3], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
                }
            }
            catch (IOException)
            {
                return (GoAway, 0, []);
            }
        }
    }

    /// <summary>The status in the fields of a response, of which it is the first.</summary>
    public static int Status(ReadOnlySpan<byte> block)
    {
        // RFC 7541: updates of the table's size may come first; then one of the static table, or the digits.
        while ((block[0] & 0xE0) == 0x20)
        {
            block = block[1..];
        }

        int[] known = [200, 204, 206, 304, 400, 404, 500];
        return (block[0] & 0x80) != 0
            ? known[(block[0] & 0x7F) - 8]
            : int.Parse(Encoding.Latin1.GetString(block.Slice(2, block[1])), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _client.Dispose();

    private static void AddString(List<byte> block, string text)
    {
        // One byte holds lengths up to 126; two are enough for ours.
        if (text.Length < 127)
        {
            block.Add((byte)text.Length);
        }
        else
        {
            block.AddRange([127, (byte)(0x80 | ((text.Length - 127) & 0x7F)), (byte)((text.Length - 127) >> 7)]);
        }

        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private async Task SendFrameAsync(int type, byte flags, int stream, byte[] payload, CancellationToken cancellationToken)
    {
        var frame = new byte[9 + payload.Length];
        (frame[0], frame[1], frame[2]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length);
        (frame[3], frame[4]) = ((byte)type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await WriteAsync(frame, cancellationToken);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream!.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // Closed by the other side; that is read.
        }
    }
}
