using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Foobar.Tests.Gateway.Discovery.Dns;

/// <summary>A name server on the loopback (RFC 1035, over UDP) that knows what a test tells it.</summary>
internal sealed class TestDnsServer : IDisposable
{
    private const int HeaderLength = 12;
    private const ushort TypeA = 1;
    private const ushort TypeAaaa = 28;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentDictionary<string, IPAddress[]> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly Task _serving;

    public TestDnsServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _serving = Task.Run(ServeAsync);
    }

    public string Address => _socket.LocalEndPoint!.ToString()!;

    /// <summary>What it answers instead of what it knows: 2 is that it is out of order (SERVFAIL).</summary>
    public int? Code { get; set; }

    public bool IsSilent { get; set; }

    public IEnumerable<string> Questions => _questions;

    /// <summary>Gives a name these addresses, or none: then it exists and has no address.</summary>
    public void Set(string name, params string[] addresses) => _names[name] = [.. addresses.Select(IPAddress.Parse)];

    public void Remove(string name) => _names.TryRemove(name, out _);

    public void Dispose()
    {
        _socket.Dispose();
        _serving.Wait(CancellationToken.None);
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[512];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                var answer = Answer(buffer.AsSpan(0, received.ReceivedBytes));
                if (!IsSilent)
                {
                    await _socket.SendToAsync(answer, received.RemoteEndPoint);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private byte[] Answer(ReadOnlySpan<byte> query)
    {
        var labels = new List<string>();
        var position = HeaderLength;
        while (query[position] is > 0 and var length)
        {
            labels.Add(Encoding.ASCII.GetString(query.Slice(position + 1, length)));
            position += length + 1;
        }
        var type = BinaryPrimitives.ReadUInt16BigEndian(query[(position + 1)..]);
        var question = query[HeaderLength..(position + 5)];
        var name = string.Join('.', labels);
        _questions.Enqueue($"{name} {(type == TypeA ? "A" : type == TypeAaaa ? "AAAA" : type)}");

        var isKnown = _names.TryGetValue(name, out var known);
        var addresses = Code is not null ? [] : (known ?? []).Where(address => address.AddressFamily == (type == TypeA ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6)).ToArray();

        using var answer = new MemoryStream();
        answer.Write(query[..2]);
        Write(0x8580 | (Code ?? (isKnown ? 0 : 3)));
        Write(1);
        Write(addresses.Length);
        Write(0);
        Write(0);
        answer.Write(question);
        foreach (var bytes in addresses.Select(address => address.GetAddressBytes()))
        {
            Write(0xC000 | HeaderLength);
            Write(type);
            Write(1);
            Write(0);
            Write(30);
            Write(bytes.Length);
            answer.Write(bytes);
        }
        return answer.ToArray();

        void Write(int value)
        {
            answer.WriteByte((byte)(value >> 8));
            answer.WriteByte((byte)value);
        }
    }
}
