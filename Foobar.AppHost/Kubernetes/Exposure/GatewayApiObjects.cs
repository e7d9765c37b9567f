using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>What is needed of the Gateway API, which KubernetesClient does not know.</summary>
internal sealed class V1Gateway : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "gateway.networking.k8s.io/v1";

    public string Kind { get; set; } = "Gateway";

    public V1ObjectMeta Metadata { get; set; } = new();

    public required GatewaySpec Spec { get; set; }
}

internal sealed class GatewaySpec
{
    public required string GatewayClassName { get; set; }

    public required IList<GatewayListener> Listeners { get; set; }
}

internal sealed class GatewayListener
{
    public required string Name { get; set; }

    public string? Hostname { get; set; }

    public required int Port { get; set; }

    public required string Protocol { get; set; }

    public GatewayTls? Tls { get; set; }
}

internal sealed class GatewayTls
{
    public required string Mode { get; set; }

    public required IList<GatewayReference> CertificateRefs { get; set; }
}

internal sealed class GatewayReference
{
    public required string Name { get; set; }

    public int? Port { get; set; }
}

internal sealed class V1HttpRoute : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "gateway.networking.k8s.io/v1";

    public string Kind { get; set; } = "HTTPRoute";

    public V1ObjectMeta Metadata { get; set; } = new();

    public required HttpRouteSpec Spec { get; set; }
}

internal sealed class HttpRouteSpec
{
    public required IList<GatewayReference> ParentRefs { get; set; }

    public required IList<string> Hostnames { get; set; }

    public required IList<HttpRouteRule> Rules { get; set; }
}

internal sealed class HttpRouteRule
{
    public required IList<GatewayReference> BackendRefs { get; set; }
}
