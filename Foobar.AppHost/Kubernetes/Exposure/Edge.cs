using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>What stands between the open network and a workload.</summary>
internal sealed record Edge
{
    /// <summary>The objects of this way, the Service among them.</summary>
    public required IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; init; }

    /// <summary>Who may reach the workload; anybody if nobody is named.</summary>
    public required IReadOnlyList<V1NetworkPolicyPeer> Clients { get; init; }

    /// <summary>Whether the workload itself ends TLS.</summary>
    public bool EndsTls { get; init; }

    public static Edge Create(string component, KubernetesSettings settings) => settings.Exposure switch
    {
        ExposureMode.Ingress => IngressEdge.Create(component, settings),
        ExposureMode.GatewayApi => GatewayApiEdge.Create(component, settings),
        ExposureMode.LoadBalancer => LoadBalancerEdge.Create(component, settings),
        _ => throw new InvalidOperationException($"Exposure {settings.Exposure} is not known."),
    };

    /// <summary>A way through pods of the cluster's own, which end TLS and alone may reach the workload.</summary>
    public static Edge BehindController(string component, KubernetesSettings settings, params IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects) => new()
    {
        Objects =
        [
            EdgeService.Create(component),
            .. objects,
            .. settings.Tls == TlsMode.CertManager ? new[] { AcmeSolver.AllowFrom(component, settings.IngressNamespace) } : [],
        ],
        Clients = [NetworkPolicies.Namespace(settings.IngressNamespace)],
    };

    /// <summary>The ports on which the workload is reached.</summary>
    public int[] ContainerPorts => EndsTls ? [Ports.Http, Ports.Https] : [Ports.Http];
}
