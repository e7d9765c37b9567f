using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>What the object at the edge tells external-dns and cert-manager.</summary>
internal static class EdgeAnnotations
{
    private const string Hostname = "external-dns.alpha.kubernetes.io/hostname";
    private const string ClusterIssuer = "cert-manager.io/cluster-issuer";

    public static SortedDictionary<string, string> Create(KubernetesSettings settings, bool asksForCertificate)
    {
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal) { [Hostname] = string.Join(',', settings.Hosts) };
        if (asksForCertificate && settings.Tls == TlsMode.CertManager)
        {
            annotations[ClusterIssuer] = settings.ClusterIssuer;
        }
        return annotations;
    }
}
