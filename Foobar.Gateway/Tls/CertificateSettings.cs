using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>Where a certificate and its private key lie. The files are read again when they change.</summary>
internal sealed record CertificateSettings : ISettings
{
    /// <summary>A PEM file with the certificate first and its intermediates after it, or a PFX file (PKCS #12).</summary>
    public string Path { get; init; } = "";

    /// <summary>The PEM file with the private key, unless it is in the file at <see cref="Path"/>.</summary>
    public string? KeyPath { get; init; }

    /// <summary>What the PFX file or the private key is encrypted with, if it is.</summary>
    public string? Password { get; init; }

    public IEnumerable<SettingProblem> Validate() => string.IsNullOrWhiteSpace(Path)
        ? [new(nameof(Path), "is not set; give the file with the certificate")]
        : [];

    /// <summary>Without the password.</summary>
    public override string ToString() => Path;
}
