using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost.Kubernetes.Settings;

/// <summary>What the user may set, in the section <c>Kubernetes</c> of the configuration; docs/kubernetes.md lists it.</summary>
internal sealed class KubernetesSettings
{
    public const string Section = "Kubernetes";

    // Whoever may open a connection to the gateway at all is decided by its NetworkPolicy; these are where pods and nodes live.
    private const string PrivateNetworks = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7";

    private readonly SettingsReader _reader;

    /// <exception cref="DistributedApplicationException">A value makes no sense.</exception>
    public KubernetesSettings(IConfiguration configuration)
    {
        var reader = _reader = new(configuration.GetSection(Section));
        Namespace = reader.Text(nameof(Namespace), "foobar", SettingRules.IsDnsLabel, SettingRules.DnsLabel);
        Registry = reader.OptionalText(nameof(Registry), SettingRules.IsRegistry, SettingRules.Registry);
        Tag = reader.Text(nameof(Tag), GetVersion(), SettingRules.IsTag, SettingRules.Tag);
        Hosts = reader.List(nameof(Hosts), "www.foobar.com,foobar.com", SettingRules.IsHostName, SettingRules.HostName);
        Exposure = reader.Choice(nameof(Exposure), ExposureMode.Ingress);
        IngressClass = reader.Text(nameof(IngressClass), "nginx", SettingRules.IsObjectName, SettingRules.ObjectName);
        IngressNamespace = reader.Text(nameof(IngressNamespace), "ingress-nginx", SettingRules.IsDnsLabel, SettingRules.DnsLabel);
        GatewayClass = reader.OptionalText(nameof(GatewayClass), SettingRules.IsObjectName, SettingRules.ObjectName);
        Tls = reader.Choice(nameof(Tls), TlsMode.CertManager);
        TlsSecret = reader.Text(nameof(TlsSecret), "gateway-tls", SettingRules.IsObjectName, SettingRules.ObjectName);
        ClusterIssuer = reader.Text(nameof(ClusterIssuer), "letsencrypt", SettingRules.IsObjectName, SettingRules.ObjectName);
        TrustedProxies = reader.List(nameof(TrustedProxies), PrivateNetworks, SettingRules.IsNetwork, SettingRules.Network);
        StorageClass = reader.OptionalText(nameof(StorageClass), SettingRules.IsObjectName, SettingRules.ObjectName);
        ApiServerNetworks = reader.List(nameof(ApiServerNetworks), "0.0.0.0/0,::/0", SettingRules.IsNetwork, SettingRules.Network);
        OtlpEndpoint = reader.OptionalText(nameof(OtlpEndpoint), SettingRules.IsOtlpEndpoint, SettingRules.OtlpEndpoint) is { } otlp ? new Uri(otlp) : null;
        TraceSampleRate = reader.Text(nameof(TraceSampleRate), "0.01", SettingRules.IsShare, SettingRules.Share);

        if (Exposure == ExposureMode.GatewayApi && GatewayClass is null)
        {
            throw new DistributedApplicationException(
                $"{reader.Path(nameof(GatewayClass))} is not set. {reader.Path(nameof(Exposure))}={nameof(ExposureMode.GatewayApi)} needs the name of the cluster's GatewayClass.");
        }
    }

    /// <summary>The namespace of everything; <c>foobar</c>.</summary>
    public string Namespace { get; }

    /// <summary>Where the images are; without it they are named as they are built, which suits a cluster that has them loaded.</summary>
    public string? Registry { get; }

    /// <summary>The tag of the images; the version of the application host.</summary>
    public string Tag { get; }

    /// <summary>The names of the site. The first is the canonical one, the others are redirected to it.</summary>
    public IReadOnlyList<string> Hosts { get; }

    public ExposureMode Exposure { get; }

    public string IngressClass { get; }

    /// <summary>The namespace of what stands before the gateway, the only one that may reach it.</summary>
    public string IngressNamespace { get; }

    public string? GatewayClass { get; }

    public TlsMode Tls { get; }

    /// <summary>The Secret of the certificate: where cert-manager puts it, or where it is.</summary>
    public string TlsSecret { get; }

    public string ClusterIssuer { get; }

    /// <summary>Who is believed about the client and its protocol, if anything stands before the gateway.</summary>
    public IReadOnlyList<string> TrustedProxies { get; }

    /// <summary>The class of all volumes; the cluster's default unless set.</summary>
    public string? StorageClass { get; }

    public IReadOnlyList<string> ApiServerNetworks { get; }

    public Uri? OtlpEndpoint { get; }

    /// <summary>The share of requests that the gateway has traced, 0 to 1.</summary>
    public string TraceSampleRate { get; }

    /// <summary>The settings of one component, <c>Kubernetes:{name}</c>.</summary>
    public SettingsReader Component(string name) => _reader.Section(name);

    /// <inheritdoc cref="SettingsReader.Known"/>
    public IEnumerable<string> Known => _reader.Known;

    /// <inheritdoc cref="SettingsReader.RejectUnknown"/>
    public void RejectUnknown() => _reader.RejectUnknown();

    // Without the commit that the SDK adds.
    private static string GetVersion() =>
        typeof(KubernetesSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
