using System.ComponentModel.DataAnnotations;
using Foobar.Failover.Kubernetes;

namespace Foobar.Failover;

/// <summary>What the manager is told, in the section <c>Failover</c>. Connection strings have the names of the nodes.</summary>
internal sealed class FailoverOptions : IValidatableObject
{
    public const string SectionName = "Failover";

    /// <summary>The two nodes. At the very first start, the first one becomes the primary.</summary>
    public IList<NodeOptions> Nodes { get; } = [];

    /// <summary>The database of the application, created with the first primary.</summary>
    [Required(ErrorMessage = $"{SectionName}:{nameof(Database)} is missing.")]
    public string Database { get; set; } = "";

    /// <summary>The password of the account <c>replication</c>, with which a node reads from the other one.</summary>
    [Required(ErrorMessage = $"{SectionName}:{nameof(ReplicationPassword)} is missing.")]
    public string ReplicationPassword { get; set; } = "";

    /// <summary>
    /// The file in which the only manager keeps its record. It must outlive the manager, and be on no node's disk in production.
    /// </summary>
    public string WitnessFile { get; set; } = "";

    /// <summary>How several managers elect one, which keeps its record in the Lease; instead of <see cref="WitnessFile"/>.</summary>
    public KubernetesOptions Kubernetes { get; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isElected = Kubernetes.Lease.Length > 0;
        if (isElected == WitnessFile.Length > 0)
        {
            yield return new(
                $"Set either {SectionName}:{nameof(WitnessFile)}, a file, for one manager, or {KubernetesOptions.SectionName}:{nameof(KubernetesOptions.Lease)}, "
                + $"a Lease, for several in Kubernetes: {(isElected ? "both are set" : "neither is set")}.");
        }
        foreach (var result in isElected ? Kubernetes.Validate() : [])
        {
            yield return result;
        }
        if (Nodes.Count != 2 || Nodes.Select(node => node.Name).Distinct(StringComparer.Ordinal).Count() != 2)
        {
            yield return new($"{SectionName}:{nameof(Nodes)} must name two nodes.");
        }
        foreach (var node in Nodes.Where(node => node.Name.Length == 0 || node.PeerHost.Length == 0 || node.PeerPort is < 1 or > 65535))
        {
            yield return new($"{SectionName}:{nameof(Nodes)} has a node '{node.Name}' without Name, PeerHost or a PeerPort from 1 to 65535.");
        }
    }
}

/// <summary>A node, and where the other one reaches it.</summary>
internal sealed class NodeOptions
{
    public string Name { get; set; } = "";

    public string PeerHost { get; set; } = "";

    public int PeerPort { get; set; }
}
