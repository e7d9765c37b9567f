using System.Net.Security;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Tls;

/// <summary>
/// The certificates in force. Files that have changed are taken over if all of them are good; otherwise the certificates from
/// before stay and <see cref="Problem"/> says why.
/// </summary>
internal sealed class CertificateStore
{
    private readonly GatewayConfiguration _configuration;
    private readonly DevelopmentCertificateStore _development;
    private readonly TimeProvider _time;
    private ServerCertificate? _developmentCertificate;
    private TlsSettings? _settings;
    private CertificateFile[] _files = [];
    private volatile CertificateSet? _current;

    public CertificateStore(GatewayConfiguration configuration, DevelopmentCertificateStore development, TimeProvider time) =>
        (_configuration, _development, _time) = (configuration, development, time);

    /// <summary>Null until they are loaded, which they are not where there is no https, or where Kestrel has its own.</summary>
    public CertificateSet? Current => _current;

    /// <summary>What is wrong with the files as they are now, while the certificates from before are served; else null.</summary>
    public string? Problem { get; private set; }

    public bool IsDevelopment => _developmentCertificate is { } certificate && _current?.Certificates[0] == certificate;

    /// <exception cref="GatewayConfigurationException">A certificate cannot be used.</exception>
    public void Load()
    {
        var settings = _configuration.Current.Tls;
        var files = CertificateFile.ReadAll(settings);
        if (Problem is null && ReferenceEquals(settings, _settings) && files.Length == _files.Length
            && files.Zip(_files).All(pair => pair.First.HasSameContent(pair.Second)))
        {
            return;
        }

        var now = _time.GetUtcNow();
        _current = new CertificateSet(files.Length > 0 ? [.. files.Select(file => file.Load(now))] : [GetDevelopmentCertificate()]);
        (_settings, _files) = (settings, files);
        Problem = null;
    }

    /// <summary>Looks at the settings and their files again; there is nothing to be done where they are as before.</summary>
    public void Refresh()
    {
        try
        {
            Load();
        }
        catch (GatewayConfigurationException exception)
        {
            Problem = exception.Message;
        }
    }

    /// <summary>What a connection begins with; its application protocols are left to Kestrel.</summary>
    public SslServerAuthenticationOptions GetOptions(string? serverName) => new()
    {
        ServerCertificateContext = _current?.Select(serverName).Context,
        EnabledSslProtocols = _configuration.Current.Tls.Protocols,
    };

    private ServerCertificate GetDevelopmentCertificate()
    {
        try
        {
            return _developmentCertificate ??= new ServerCertificate(_development.GetOrCreate(), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayConfigurationException(
                $"{DevelopmentCertificateStore.FolderSetting} is '{_development.Folder}', where no certificate can be kept: {exception.Message}"
                + $" Give another folder, or certificates in {GatewaySettings.Section}:{nameof(GatewaySettings.Tls)}:{nameof(TlsSettings.Certificates)}.",
                exception);
        }
    }
}
