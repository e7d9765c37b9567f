using System.Globalization;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>What our gateway is told about where it stands.</summary>
internal static class GatewayEnvironment
{
    public const string CertificateFolder = "/tls";

    public static void AddTo(PodEnvironment environment, KubernetesSettings settings, Edge edge)
    {
        // One name stands for all pods of a cluster of servers; DNS says which there are.
        environment.Set("Gateway__Discovery__Dns__Enabled", "true");

        // With https nowhere to be seen, a redirect to it would lead back here for ever.
        environment.Set("Gateway__Redirects__Https", settings.Tls == TlsMode.None ? "Off" : "On");
        AddCanonicalHost(environment, settings.Hosts);

        if (edge.EndsTls)
        {
            environment.Set("Gateway__Tls__Certificates__0__Path", $"{CertificateFolder}/tls.crt");
            environment.Set("Gateway__Tls__Certificates__0__KeyPath", $"{CertificateFolder}/tls.key");
            return;
        }
        foreach (var (i, network) in settings.TrustedProxies.Index())
        {
            environment.Set(string.Create(CultureInfo.InvariantCulture, $"Gateway__TrustedProxies__{i}"), network);
        }
    }

    private static void AddCanonicalHost(PodEnvironment environment, IReadOnlyList<string> hosts)
    {
        // Empty takes back what the gateway's own settings may say of it.
        environment.Set($"Gateway__Redirects__Canonical__{hosts[0]}", "");
        foreach (var host in hosts.Skip(1))
        {
            environment.Set($"Gateway__Redirects__Canonical__{host}", hosts[0]);
        }
    }
}
