using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>A load balancer of layer 4 leads straight to the workload, which ends TLS itself and sees its clients' addresses.</summary>
internal static class LoadBalancerEdge
{
    public static Edge Create(string component, KubernetesSettings settings)
    {
        var endsTls = settings.Tls != TlsMode.None;
        var service = EdgeService.Create(component);
        service.Metadata.Annotations = EdgeAnnotations.Create(settings, asksForCertificate: false);
        service.Spec.Type = "LoadBalancer";
        // Through another node's address translation every client would be that node.
        service.Spec.ExternalTrafficPolicy = "Local";
        if (endsTls)
        {
            service.Spec.Ports.Add(new() { Name = "https", Port = Ports.PublicHttps, Protocol = "TCP", TargetPort = "https" });
        }

        List<IKubernetesObject<V1ObjectMeta>> objects = [service];
        if (settings.Tls == TlsMode.CertManager)
        {
            objects.Add(new V1Certificate
            {
                Metadata = Labels.Metadata(component, component),
                Spec = new() { DnsNames = [.. settings.Hosts], IssuerRef = new() { Name = settings.ClusterIssuer }, SecretName = settings.TlsSecret },
            });
        }
        return new() { Objects = objects, Clients = [], EndsTls = endsTls };
    }
}
