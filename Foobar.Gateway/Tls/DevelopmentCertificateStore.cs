using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Gateway.Tls;

/// <summary>
/// A certificate authority and a server certificate in a folder of the user's, made on first use. Trust <c>ca.crt</c>
/// once and browsers accept every certificate made here.
/// </summary>
internal sealed class DevelopmentCertificateStore(string folder, TimeProvider time)
{
    public const string FolderSetting = "DevelopmentCertificate:Folder";

    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_lockRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_lockTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// On Linux <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>; elsewhere the user's local application data. It may not exist,
    /// and where nobody needs a certificate it need not be possible.
    /// </summary>
    public static string DefaultFolder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "foobar",
        "certificates");

    public string Folder => folder;

    /// <summary>The certificate of the authority if it was made just now, and nobody can trust it yet; else null.</summary>
    public string? NewAuthority { get; private set; }

    /// <exception cref="IOException">The folder cannot be written, or another process holds its lock for 10 s.</exception>
    public X509Certificate2 GetOrCreate()
    {
        PrivateFiles.CreateDirectory(folder);

        // Two gateways start at once: the second waits and then finds what the first made.
        using var _ = Lock();

        if (TryLoad("server") is { } current)
        {
            return current;
        }

        var now = time.GetUtcNow();
        using var authority = TryLoad("ca") ?? CreateAuthority(now);
        return Save("server", DevelopmentCertificate.CreateServer(authority, now));
    }

    private X509Certificate2 CreateAuthority(DateTimeOffset now)
    {
        NewAuthority = CertificatePath("ca");
        return Save("ca", DevelopmentCertificate.CreateAuthority(now));
    }

    private FileStream Lock()
    {
        var path = Path.Combine(folder, ".lock");
        var deadline = DateTime.UtcNow + s_lockTimeout;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < deadline)
            {
                Thread.Sleep(s_lockRetry);
            }
        }
    }

    private X509Certificate2? TryLoad(string name)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(CertificatePath(name), KeyPath(name));
            return certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > s_renewBefore
                ? Persisted(certificate)
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or CryptographicException or ArgumentException)
        {
            // Absent, half-written, or a key beside an older certificate after a crash between the two: made anew.
            return null;
        }
    }

    private X509Certificate2 Save(string name, X509Certificate2 certificate)
    {
        using (certificate)
        {
            using var key = certificate.GetECDsaPrivateKey()!;
            PrivateFiles.Write(KeyPath(name), key.ExportPkcs8PrivateKeyPem());
            PrivateFiles.Write(CertificatePath(name), certificate.ExportCertificatePem());
            return Persisted(certificate);
        }
    }

    // SChannel on Windows cannot use the ephemeral key of a certificate made in memory or read from PEM.
    private static X509Certificate2 Persisted(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    private string CertificatePath(string name) => Path.Combine(folder, $"{name}.crt");

    private string KeyPath(string name) => Path.Combine(folder, $"{name}.key");
}
