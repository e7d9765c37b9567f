using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>The contents of one configured certificate's files, read at one time.</summary>
internal sealed class CertificateFile
{
    private readonly string _setting;
    private readonly CertificateSettings _settings;
    private readonly byte[] _certificate;
    private readonly byte[]? _key;

    private CertificateFile(string setting, CertificateSettings settings)
    {
        _setting = setting;
        _settings = settings;
        _certificate = ReadBytes(nameof(settings.Path), settings.Path);
        _key = string.IsNullOrEmpty(settings.KeyPath) ? null : ReadBytes(nameof(settings.KeyPath), settings.KeyPath);
    }

    /// <exception cref="GatewayConfigurationException">A file cannot be read.</exception>
    public static CertificateFile[] ReadAll(TlsSettings settings) =>
        [.. settings.Certificates.Select((certificate, i) => new CertificateFile(
            $"{GatewaySettings.Section}:{nameof(GatewaySettings.Tls)}:{nameof(settings.Certificates)}:{i}", certificate))];

    public bool HasSameContent(CertificateFile other) =>
        _certificate.AsSpan().SequenceEqual(other._certificate) && _key.AsSpan().SequenceEqual(other._key);

    /// <exception cref="GatewayConfigurationException">It is no certificate, has no fitting key, or is not valid now.</exception>
    public ServerCertificate Load(DateTimeOffset now)
    {
        var pem = Encoding.ASCII.GetString(_certificate);
        var loaded = pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? LoadPem(pem) : LoadPfx();
        CheckValidity(loaded.Certificate, now);
        return loaded;
    }

    private ServerCertificate LoadPem(string pem)
    {
        var others = new X509Certificate2Collection();
        try
        {
            others.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw Problem(nameof(_settings.Path), $"is '{_settings.Path}', which cannot be read: {exception.Message}", exception);
        }

        var key = _key is null ? pem : Encoding.ASCII.GetString(_key);
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw _key is null
                ? Problem(nameof(_settings.KeyPath), $"is not set, and '{_settings.Path}' has no private key in it")
                : Problem(nameof(_settings.KeyPath), $"is '{_settings.KeyPath}', which has no private key in it");
        }

        try
        {
            var certificate = string.IsNullOrEmpty(_settings.Password)
                ? X509Certificate2.CreateFromPem(pem, key)
                : X509Certificate2.CreateFromEncryptedPem(pem, key, _settings.Password);
            return new ServerCertificate(ForSChannel(certificate), others);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Problem(
                _key is null ? nameof(_settings.Path) : nameof(_settings.KeyPath),
                $"is '{_settings.KeyPath ?? _settings.Path}', whose private key is not the certificate's or cannot be read: {exception.Message}",
                exception);
        }
    }

    private ServerCertificate LoadPfx()
    {
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(_certificate, _settings.Password, X509KeyStorageFlags.DefaultKeySet);
        }
        catch (CryptographicException exception)
        {
            throw Problem(
                nameof(_settings.Path),
                $"is '{_settings.Path}', which is neither PEM nor a PFX file that {_setting}:{nameof(_settings.Password)} opens", exception);
        }

        var certificate = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw Problem(nameof(_settings.Path), $"is '{_settings.Path}', which has no private key in it");
        return new ServerCertificate(certificate, all);
    }

    private void CheckValidity(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now > certificate.NotAfter)
        {
            throw Problem(
                nameof(_settings.Path), $"is '{_settings.Path}', which expired on {certificate.NotAfter:yyyy-MM-dd}; put a renewed certificate there");
        }

        if (now < certificate.NotBefore)
        {
            throw Problem(nameof(_settings.Path), $"is '{_settings.Path}', which is valid from {certificate.NotBefore:yyyy-MM-dd} only");
        }
    }

    private byte[] ReadBytes(string setting, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Problem(setting, $"is '{path}', which does not exist", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(setting, $"is '{path}', which cannot be read: {exception.Message}", exception);
        }
    }

    private GatewayConfigurationException Problem(string key, string problem, Exception? innerException = null) =>
        new(new SettingProblem($"{_setting}:{key}", problem.TrimEnd('.')).ToString(), innerException);

    // SChannel cannot use the ephemeral key of a certificate read from PEM.
    private static X509Certificate2 ForSChannel(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
