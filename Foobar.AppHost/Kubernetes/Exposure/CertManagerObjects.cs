using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>What is needed of cert-manager, which KubernetesClient does not know.</summary>
internal sealed class V1Certificate : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "cert-manager.io/v1";

    public string Kind { get; set; } = "Certificate";

    public V1ObjectMeta Metadata { get; set; } = new();

    public required CertificateSpec Spec { get; set; }
}

internal sealed class CertificateSpec
{
    public required IList<string> DnsNames { get; set; }

    public required CertificateIssuer IssuerRef { get; set; }

    public required string SecretName { get; set; }
}

internal sealed class CertificateIssuer
{
    public string Kind { get; set; } = "ClusterIssuer";

    public required string Name { get; set; }
}
