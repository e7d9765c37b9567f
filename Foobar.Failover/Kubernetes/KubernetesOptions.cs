using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Foobar.Failover.Kubernetes;

/// <summary>How several managers in Kubernetes agree on one, in the section <c>Failover:Kubernetes</c>.</summary>
internal sealed partial class KubernetesOptions
{
    public const string SectionName = $"{FailoverOptions.SectionName}:Kubernetes";

    // Below that, a leader could not act until its next renewal; above, nobody would wait for a failover.
    private static readonly TimeSpan s_minDuration = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_maxDuration = TimeSpan.FromMinutes(2);

    /// <summary>The name of the Lease that the leader holds. It has to exist; it keeps the record too.</summary>
    public string Lease { get; set; } = "";

    /// <summary>The namespace of the Lease; that of the pod by default.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>How long a leader leads after it was last heard of.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(8);

    public IEnumerable<ValidationResult> Validate()
    {
        if (!Name().IsMatch(Lease))
        {
            yield return new($"{SectionName}:{nameof(Lease)} '{Lease}' is no name of a Lease: lower case letters, digits, '-' and '.', 253 at most.");
        }
        if (Namespace.Length > 0 && !Label().IsMatch(Namespace))
        {
            yield return new($"{SectionName}:{nameof(Namespace)} '{Namespace}' is no name of a namespace: lower case letters, digits and '-', 63 at most.");
        }
        if (LeaseDuration < s_minDuration || LeaseDuration > s_maxDuration || LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return new($"{SectionName}:{nameof(LeaseDuration)} must be whole seconds from {s_minDuration} to {s_maxDuration}.");
        }
    }

    [GeneratedRegex(@"\A(?=.{1,253}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(?=.{1,63}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();
}
