using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>Who may open a connection to whom. What no policy allows is denied.</summary>
internal static class NetworkPolicies
{
    private const string NamespaceName = "kubernetes.io/metadata.name";
    private const int DnsPort = 53;

    // NodeLocal DNSCache, where a cluster has it, answers on this address of each node.
    private const string NodeLocalDns = "169.254.20.10/32";

    public static V1NetworkPolicy DenyAll(string component) => Create("default-deny", component, new()
    {
        PodSelector = new(),
        PolicyTypes = ["Ingress", "Egress"],
    });

    public static V1NetworkPolicy AllowDns(string component) => Create("allow-dns", component, new()
    {
        PodSelector = new(),
        PolicyTypes = ["Egress"],
        Egress =
        [
            new()
            {
                To =
                [
                    new()
                    {
                        NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { [NamespaceName] = "kube-system" } },
                        PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns" } },
                    },
                    Network(NodeLocalDns),
                ],
                Ports = [new() { Port = DnsPort, Protocol = "UDP" }, new() { Port = DnsPort, Protocol = "TCP" }],
            },
        ],
    });

    /// <summary>The policy of one component.</summary>
    public static V1NetworkPolicy Create(
        string component, IList<V1NetworkPolicyIngressRule> ingress, IList<V1NetworkPolicyEgressRule> egress) => Create(component, component, new()
        {
            PodSelector = Labels.Selector(component),
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = ingress.Count == 0 ? null : ingress,
            Egress = egress.Count == 0 ? null : egress,
        });

    public static V1NetworkPolicy Create(string name, string component, V1NetworkPolicySpec spec) => new()
    {
        ApiVersion = "networking.k8s.io/v1",
        Kind = "NetworkPolicy",
        Metadata = Labels.Metadata(name, component),
        Spec = spec,
    };

    public static V1NetworkPolicyPeer Component(string name) => new() { PodSelector = Labels.Selector(name) };

    public static V1NetworkPolicyPeer Namespace(string name) => new()
    {
        NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { [NamespaceName] = name } },
    };

    public static V1NetworkPolicyPeer Network(string cidr) => new() { IpBlock = new() { Cidr = cidr } };

    public static V1NetworkPolicyIngressRule From(IEnumerable<V1NetworkPolicyPeer> peers, params int[] ports) => new()
    {
        FromProperty = peers.ToList() is { Count: > 0 } some ? some : null,
        Ports = ToPorts(ports),
    };

    public static V1NetworkPolicyEgressRule To(IEnumerable<V1NetworkPolicyPeer> peers, params int[] ports) => new()
    {
        To = peers.ToList() is { Count: > 0 } some ? some : null,
        Ports = ToPorts(ports),
    };

    private static List<V1NetworkPolicyPort> ToPorts(int[] ports) => [.. ports.Select(port => new V1NetworkPolicyPort { Port = port, Protocol = "TCP" })];
}
