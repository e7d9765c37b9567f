using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Gateway.Tls;

/// <summary>A certificate as it is served: with its private key and the intermediates that lead to its authority.</summary>
internal sealed class ServerCertificate
{
    public ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        Certificate = certificate;

        // Built once: a chain for every handshake costs more than the handshake. Offline: no authority can hold up a start.
        Context = SslStreamCertificateContext.Create(certificate, others, offline: true);
        Names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())];
    }

    public X509Certificate2 Certificate { get; }

    public SslStreamCertificateContext Context { get; }

    /// <summary>The DNS names among its subject alternative names.</summary>
    public IReadOnlyList<string> Names { get; }

    public DateTimeOffset NotAfter => Certificate.NotAfter;
}
