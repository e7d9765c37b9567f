using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Tests.Gateway.Tls;

/// <summary>What a server answered to the start of a TLS connection.</summary>
/// <param name="Thumbprint">Of its certificate.</param>
/// <param name="Version">The version of TLS that was agreed on.</param>
/// <param name="Protocol">The application protocol that was agreed on (ALPN).</param>
/// <param name="Errors">What a browser that trusts only the given authority would have against it.</param>
internal sealed record TlsHandshake(string Thumbprint, SslProtocols Version, SslApplicationProtocol Protocol, SslPolicyErrors Errors);

// Who the server is gets looked at by the tests, not by the connection.
#pragma warning disable CA5359

internal static class TlsClient
{
    public static Uri Https(this GatewayServer gateway) => gateway.Addresses.Last(address => address.Scheme == Uri.UriSchemeHttps);

    /// <param name="address">The server.</param>
    /// <param name="serverName">The name to ask for (SNI); an empty one asks for none.</param>
    /// <param name="versions">The versions of TLS to offer.</param>
    /// <param name="authority">The only authority to trust.</param>
    public static async Task<TlsHandshake> ShakeHandsAsync(
        Uri address, string serverName, SslProtocols versions = SslProtocols.None, X509Certificate2? authority = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);

        var errors = SslPolicyErrors.None;
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (authority is not null)
        {
            policy.CustomTrustStore.Add(authority);
        }

        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                EnabledSslProtocols = versions,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                CertificateChainPolicy = policy,
                RemoteCertificateValidationCallback = (_, _, _, found) =>
                {
                    errors = found;
                    return true;
                },
            },
            TestContext.Current.CancellationToken);
        return new TlsHandshake(
            tls.RemoteCertificate!.GetCertHashString(), tls.SslProtocol, tls.NegotiatedApplicationProtocol, errors);
    }

    /// <summary>Sends a request over https for a host of this name, without following redirects or asking who the server is.</summary>
    public static async Task<HttpResponseMessage> GetAsync(Uri address, string host, string path = "/", Version? version = null)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path))
        {
            Version = version ?? System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Host = host;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
