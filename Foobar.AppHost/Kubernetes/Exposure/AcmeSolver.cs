using Foobar.AppHost.Kubernetes.Objects;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>cert-manager answers an authority's challenge over HTTP from a pod in this namespace, where all is denied.</summary>
internal static class AcmeSolver
{
    private const string Label = "acme.cert-manager.io/http01-solver";
    private const int Port = 8089;

    public static V1NetworkPolicy AllowFrom(string component, string ingressNamespace) => NetworkPolicies.Create("acme-solver", component, new()
    {
        PodSelector = new() { MatchLabels = new Dictionary<string, string> { [Label] = "true" } },
        PolicyTypes = ["Ingress"],
        Ingress = [NetworkPolicies.From([NetworkPolicies.Namespace(ingressNamespace)], Port)],
    });
}
