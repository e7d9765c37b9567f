using System.Net.Sockets;
using System.Text;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>A client that sends bytes as they are, and reads answers until the connection is closed.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private RawMessageReader? _reader;

    public static async Task<RawClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(address.Host, address.Port, cancellationToken);
        client._reader = new RawMessageReader(client._client.GetStream());
        return client;
    }

    /// <param name="bytes">What to send, a character a byte.</param>
    /// <param name="byteByByte">Whether each byte comes alone, which servers read by other code than what comes at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it could be sent; false if the other side has closed the connection.</returns>
    public async Task<bool> SendAsync(string bytes, bool byteByByte, CancellationToken cancellationToken)
    {
        try
        {
            var all = Encoding.Latin1.GetBytes(bytes);
            for (int sent = 0, count = byteByByte ? 1 : all.Length; sent < all.Length; sent += count)
            {
                await _client.GetStream().WriteAsync(all.AsMemory(sent, count), cancellationToken);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <returns>The next answer, or null if the connection is closed.</returns>
    public async Task<RawMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader!.ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();
}
