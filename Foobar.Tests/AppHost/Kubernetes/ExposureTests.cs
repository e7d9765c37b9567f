using Foobar.AppHost.Kubernetes.Exposure;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes;

public sealed class ExposureTests
{
    [Fact]
    public async Task Ingress_ByDefault_IsOfBothHostsWithCertificateAndNames()
    {
        var publication = await Publication.Default;
        var ingress = Assert.Single(publication.Objects.OfType<V1Ingress>());

        Assert.Equal(["www.foobar.com", "foobar.com"], ingress.Spec.Rules.Select(rule => rule.Host));
        Assert.Equal(["www.foobar.com", "foobar.com"], Assert.Single(ingress.Spec.Tls).Hosts);
        Assert.Equal("letsencrypt", ingress.Metadata.Annotations["cert-manager.io/cluster-issuer"]);
        Assert.Equal("www.foobar.com,foobar.com", ingress.Metadata.Annotations["external-dns.alpha.kubernetes.io/hostname"]);
        var environment = publication.GetEnvironment("gateway");
        Assert.Equal("On", environment["Gateway__Redirects__Https"]);
        Assert.Equal("10.0.0.0/8", environment["Gateway__TrustedProxies__0"]);
        Assert.Equal("www.foobar.com", environment["Gateway__Redirects__Canonical__foobar.com"]);
    }

    [Fact]
    public async Task Ingress_WithASecretThatExists_AsksForNoCertificate()
    {
        var publication = await Publication.CreateAsync("Tls=Secret", "TlsSecret=my-tls");
        var ingress = Assert.Single(publication.Objects.OfType<V1Ingress>());

        Assert.Equal("my-tls", Assert.Single(ingress.Spec.Tls).SecretName);
        Assert.DoesNotContain("cert-manager.io/cluster-issuer", ingress.Metadata.Annotations.Keys);
        Assert.DoesNotContain(publication.Objects, item => item.Metadata.Name == "acme-solver");
    }

    [Fact]
    public async Task Ingress_WithoutTls_DoesNotRedirectToIt()
    {
        var publication = await Publication.CreateAsync("Tls=None", "TrustedProxies=10.1.0.0/16");

        Assert.Null(Assert.Single(publication.Objects.OfType<V1Ingress>()).Spec.Tls);
        var environment = publication.GetEnvironment("gateway");
        Assert.Equal("Off", environment["Gateway__Redirects__Https"]);
        Assert.Equal(["10.1.0.0/16"], environment.Where(variable => variable.Key.StartsWith("Gateway__TrustedProxies", StringComparison.Ordinal)).Select(variable => variable.Value));
    }

    [Fact]
    public async Task LoadBalancer_WithTls_LeadsToAGatewayThatEndsItAndTrustsNobody()
    {
        var publication = await Publication.CreateAsync("Exposure=LoadBalancer");
        var service = publication.Get<V1Service>("gateway");
        var pod = publication.Get<V1Deployment>("gateway").Spec.Template.Spec;

        Assert.Empty(publication.Objects.OfType<V1Ingress>());
        Assert.Equal(("LoadBalancer", "Local"), (service.Spec.Type, service.Spec.ExternalTrafficPolicy));
        Assert.Equal(["http 80 → http", "https 443 → https"], service.Spec.Ports.Select(port => $"{port.Name} {port.Port} → {port.TargetPort.Value}"));
        Assert.Equal(["http 8080", "https 8443"], pod.Containers[0].Ports.Select(port => $"{port.Name} {port.ContainerPort}"));
        Assert.Equal("gateway-tls", Assert.Single(pod.Volumes, volume => volume.Secret is not null).Secret.SecretName);
        var environment = publication.GetEnvironment("gateway");
        Assert.Equal(("On", "8443", "/tls/tls.crt", "/tls/tls.key"), (
            environment["Gateway__Redirects__Https"], environment["ASPNETCORE_HTTPS_PORTS"],
            environment["Gateway__Tls__Certificates__0__Path"], environment["Gateway__Tls__Certificates__0__KeyPath"]));
        Assert.DoesNotContain(environment.Keys, key => key.StartsWith("Gateway__TrustedProxies", StringComparison.Ordinal));
        var rule = Assert.Single(publication.Get<V1NetworkPolicy>("gateway").Spec.Ingress);
        Assert.Null(rule.FromProperty);
        Assert.Equal(["8080", "8443"], rule.Ports.Select(port => port.Port.Value));
        var certificate = Assert.Single(publication.Objects.OfType<V1Certificate>());
        Assert.Equal(("gateway-tls", "letsencrypt"), (certificate.Spec.SecretName, certificate.Spec.IssuerRef.Name));
    }

    [Fact]
    public async Task LoadBalancer_WithASecretThatExists_AsksForNoCertificate()
    {
        var publication = await Publication.CreateAsync("Exposure=LoadBalancer", "Tls=Secret");

        Assert.Empty(publication.Objects.OfType<V1Certificate>());
    }

    [Fact]
    public async Task GatewayApi_Route_IsOfTheGatewaysHosts()
    {
        var publication = await Publication.CreateAsync("Exposure=GatewayApi", "GatewayClass=envoy", "IngressNamespace=envoy-gateway-system", "Hosts=www.example.org,example.org");
        var gateway = Assert.Single(publication.Objects.OfType<V1Gateway>());
        var route = Assert.Single(publication.Objects.OfType<V1HttpRoute>());

        Assert.Equal("envoy", gateway.Spec.GatewayClassName);
        Assert.Equal([null, "www.example.org", "example.org"], gateway.Spec.Listeners.Select(listener => listener.Hostname));
        Assert.Equal(["www.example.org", "example.org"], route.Spec.Hostnames);
        Assert.Equal(("gateway", 80), (route.Spec.Rules[0].BackendRefs[0].Name, route.Spec.Rules[0].BackendRefs[0].Port));
        Assert.Contains("hostname: www.example.org", publication.Files["base/gateway/gateway.yaml"], StringComparison.Ordinal);
        Assert.StartsWith("apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n", publication.Files["base/gateway/httproute.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Management_Port_IsOpenToNobody()
    {
        var publication = await Publication.Default;

        Assert.Equal("8090", publication.GetEnvironment("gateway")["Gateway__Management__Port"]);
        Assert.DoesNotContain("Gateway__Management__Address", publication.GetEnvironment("gateway").Keys);
        Assert.DoesNotContain(publication.Objects.OfType<V1Service>().SelectMany(service => service.Spec.Ports), port => port.Port == 8090 || port.TargetPort.Value == "8090");
    }
}
