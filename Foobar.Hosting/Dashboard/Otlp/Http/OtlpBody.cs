using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Foobar.Hosting.Dashboard.Otlp.Http;

/// <summary>Reads the body of an export, unpacked and no larger than allowed.</summary>
internal static class OtlpBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <returns>The body; null if it is packed in a way that is not understood.</returns>
    /// <exception cref="BadHttpRequestException">It is too large (413).</exception>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
        {
            case "" or "identity":
                return await ReadAsync(request.Body, cancellationToken);
            case "gzip":
                await using (var unpacked = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true))
                {
                    return await ReadAsync(unpacked, cancellationToken);
                }

            default:
                return null;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(ChunkBytes);
        while (true)
        {
            var read = await stream.ReadAsync(body.GetMemory(ChunkBytes), cancellationToken);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > OtlpReceiver.MaxMessageBytes)
            {
                throw new BadHttpRequestException($"More than {OtlpReceiver.MaxMessageBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
