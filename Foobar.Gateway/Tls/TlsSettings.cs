using System.Security.Authentication;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>
/// How https is served. Without certificates here it is with Kestrel's own <c>Kestrel:Certificates:Default</c> (to change from
/// or to that takes a restart), and without that with a development certificate.
/// </summary>
internal sealed record TlsSettings : ISettings
{
    /// <summary>
    /// The certificates, chosen by the name that the client asks for (SNI, RFC 6066, section 3) among their subject alternative
    /// names: an exact name before a wildcard, the earlier certificate before the later; else the first of all.
    /// </summary>
    public IReadOnlyList<CertificateSettings> Certificates { get; init; } = [];

    /// <summary>The lowest version of TLS that is spoken, 1.2 or 1.3; those before are deprecated (RFC 8996).</summary>
    public string MinVersion { get; init; } = "1.2";

    /// <summary>The versions from <see cref="MinVersion"/> up.</summary>
    public SslProtocols Protocols => MinVersion == "1.3" ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;

    public IEnumerable<SettingProblem> Validate() =>
    [
        .. MinVersion is "1.2" or "1.3"
            ? (IEnumerable<SettingProblem>)[]
            : [new(nameof(MinVersion), $"is '{MinVersion}'; 1.2 or 1.3 is allowed")],
        .. Certificates.SelectMany((certificate, i) =>
            certificate.Validate().Select(problem => problem.Below($"{nameof(Certificates)}:{i}"))),
    ];
}
