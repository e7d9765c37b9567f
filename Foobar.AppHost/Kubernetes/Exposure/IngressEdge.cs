using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>An Ingress: the cluster's ingress controller ends TLS and passes requests on.</summary>
internal static class IngressEdge
{
    public static Edge Create(string component, KubernetesSettings settings)
    {
        var ingress = new V1Ingress
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "Ingress",
            Metadata = Labels.Metadata(component, component, EdgeAnnotations.Create(settings, asksForCertificate: true)),
            Spec = new()
            {
                IngressClassName = settings.IngressClass,
                Rules = [.. settings.Hosts.Select(host => new V1IngressRule
                {
                    Host = host,
                    Http = new()
                    {
                        Paths = [new() { Path = "/", PathType = "Prefix", Backend = new() { Service = new() { Name = component, Port = new() { Name = "http" } } } }],
                    },
                })],
                Tls = settings.Tls == TlsMode.None ? null : [new() { Hosts = [.. settings.Hosts], SecretName = settings.TlsSecret }],
            },
        };

        return Edge.BehindController(component, settings, ingress);
    }
}
