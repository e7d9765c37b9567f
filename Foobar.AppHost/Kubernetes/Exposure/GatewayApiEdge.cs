using System.Globalization;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>A Gateway and an HTTPRoute of the Gateway API: its implementation ends TLS and passes requests on.</summary>
internal static class GatewayApiEdge
{
    public static Edge Create(string component, KubernetesSettings settings)
    {
        List<GatewayListener> listeners = [new() { Name = "http", Port = Ports.PublicHttp, Protocol = "HTTP" }];
        if (settings.Tls != TlsMode.None)
        {
            // One a host, since cert-manager takes the names for the certificate from here.
            listeners.AddRange(settings.Hosts.Select((host, i) => new GatewayListener
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"https-{i}"),
                Hostname = host,
                Port = Ports.PublicHttps,
                Protocol = "HTTPS",
                Tls = new() { Mode = "Terminate", CertificateRefs = [new() { Name = settings.TlsSecret }] },
            }));
        }

        var gateway = new V1Gateway
        {
            Metadata = Labels.Metadata(component, component, EdgeAnnotations.Create(settings, asksForCertificate: true)),
            Spec = new() { GatewayClassName = settings.GatewayClass!, Listeners = listeners },
        };
        var route = new V1HttpRoute
        {
            Metadata = Labels.Metadata(component, component),
            Spec = new()
            {
                ParentRefs = [new() { Name = component }],
                Hostnames = [.. settings.Hosts],
                Rules = [new() { BackendRefs = [new() { Name = component, Port = Ports.PublicHttp }] }],
            },
        };

        return Edge.BehindController(component, settings, gateway, route);
    }
}
