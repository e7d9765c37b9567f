using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Microsoft.Extensions.Hosting;

/// <summary>HTTP/2 in clear text beside HTTP/1.1 on the same port.</summary>
public static class Http2PriorKnowledge
{
    // RFC 9113, section 3.4: what a client that knows beforehand sends first. No HTTP/1.1 request starts like this.
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>
    /// Lets every http endpoint of Kestrel's answer HTTP/2 with prior knowledge (RFC 9113, section 3.3) to those who begin
    /// with its preface, and HTTP/1.1 to all others. Meant for services behind a gateway, never for the open network.
    /// </summary>
    /// <param name="host">The web host to configure.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    public static IWebHostBuilder UseHttp2PriorKnowledge(this IWebHostBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureKestrel(kestrel =>
        {
            // The scheme of such a connection is the one that its requests name: http.
            kestrel.AllowAlternateSchemes = true;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => DetectAsync(connection, next)));
        });
    }

    private static async Task DetectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await StartsWithPrefaceAsync(connection))
        {
            // Kestrel asks the application protocol that TLS negotiated, and only where there is TLS.
            connection.Features.Set<ITlsApplicationProtocolFeature>(PriorKnowledgeFeature.Instance);
            connection.Features.Set<ITlsConnectionFeature>(PriorKnowledgeFeature.Instance);
        }

        await next(connection);
    }

    private static async ValueTask<bool> StartsWithPrefaceAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;

        // A connection that says nothing must not hold up the end of the server.
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        using var stop = lifetime?.ConnectionClosedRequested.Register(input.CancelPendingRead);
        while (true)
        {
            var result = await input.ReadAsync();
            var isUndecided = IsPartOfPreface(result.Buffer, out var isPreface)
                && !isPreface && !result.IsCompleted && !result.IsCanceled;

            // Nothing is consumed: the protocol that is chosen reads the same bytes again.
            input.AdvanceTo(result.Buffer.Start, isUndecided ? result.Buffer.End : result.Buffer.Start);
            if (!isUndecided)
            {
                return isPreface;
            }
        }
    }

    private static bool IsPartOfPreface(ReadOnlySequence<byte> buffer, out bool isWhole)
    {
        Span<byte> start = stackalloc byte[Preface.Length];
        var length = (int)Math.Min(buffer.Length, start.Length);
        buffer.Slice(0, length).CopyTo(start);
        var isPart = start[..length].SequenceEqual(Preface[..length]);
        isWhole = isPart && length == Preface.Length;
        return isPart;
    }

    private sealed class PriorKnowledgeFeature : ITlsApplicationProtocolFeature, ITlsConnectionFeature
    {
        public static PriorKnowledgeFeature Instance { get; } = new();

        public ReadOnlyMemory<byte> ApplicationProtocol { get; } = "h2"u8.ToArray();

        public X509Certificate2? ClientCertificate
        {
            get => null;
            set => throw new NotSupportedException("There is no TLS on this connection.");
        }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}
