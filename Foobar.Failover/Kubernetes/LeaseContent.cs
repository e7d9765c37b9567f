using Foobar.Failover.Witness;
using k8s.Models;

namespace Foobar.Failover.Kubernetes;

/// <summary>What a Lease says, and how it is made to say something else without losing what others have put there.</summary>
internal static class LeaseContent
{
    /// <summary>The annotation that is the record.</summary>
    public const string RecordAnnotation = "failover.foobar.com/record";

    private const char Separator = '_';

    /// <summary>A pod's name is not enough: its container may be started again.</summary>
    public static string CreateIdentity(string pod) => $"{pod}{Separator}{Guid.NewGuid():N}";

    /// <summary>The pod that holds the lease, or <see langword="null"/>.</summary>
    public static string? PodOf(V1Lease lease) =>
        lease.Spec?.HolderIdentity is { Length: > 0 } holder ? holder[..(holder.LastIndexOf(Separator) is > 0 and var end ? end : holder.Length)] : null;

    /// <summary>The record as text, or <see langword="null"/>.</summary>
    public static string? RecordOf(V1Lease lease) => lease.Metadata.Annotations?.TryGetValue(RecordAnnotation, out var text) == true ? text : null;

    /// <summary>The record for people to see: what cannot be read is nothing.</summary>
    public static ClusterRecord? TryReadRecord(V1Lease lease)
    {
        try
        {
            return RecordOf(lease) is { } text ? RecordJson.Read(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The lease held by somebody, from now on.</summary>
    public static V1Lease Hold(V1Lease lease, string identity, TimeSpan duration, DateTime now)
    {
        var isNew = lease.Spec?.HolderIdentity != identity;
        if (now.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond)
        {
            // The API server takes no time without a fraction here, and the client's serializer leaves out one that is zero.
            now = now.AddMicroseconds(1);
        }
        return With(lease, new()
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = (int)duration.TotalSeconds,
            AcquireTime = isNew ? now : lease.Spec!.AcquireTime,
            RenewTime = now,
            LeaseTransitions = (lease.Spec?.LeaseTransitions ?? 0) + (isNew ? 1 : 0),
        });
    }

    /// <summary>The lease held by nobody.</summary>
    public static V1Lease Release(V1Lease lease) => With(lease, new()
    {
        LeaseDurationSeconds = lease.Spec.LeaseDurationSeconds,
        AcquireTime = lease.Spec.AcquireTime,
        RenewTime = lease.Spec.RenewTime,
        LeaseTransitions = lease.Spec.LeaseTransitions,
    });

    /// <summary>The lease with another record.</summary>
    public static V1Lease WithRecord(V1Lease lease, ClusterRecord record)
    {
        var next = With(lease, lease.Spec);
        next.Metadata.Annotations[RecordAnnotation] = RecordJson.Write(record);
        return next;
    }

    private static V1Lease With(V1Lease lease, V1LeaseSpec spec) => new()
    {
        ApiVersion = V1Lease.KubeGroup + "/" + V1Lease.KubeApiVersion,
        Kind = V1Lease.KubeKind,
        Metadata = new()
        {
            Name = lease.Metadata.Name,
            NamespaceProperty = lease.Metadata.NamespaceProperty,
            Uid = lease.Metadata.Uid,
            ResourceVersion = lease.Metadata.ResourceVersion,
            Labels = lease.Metadata.Labels,
            Annotations = new Dictionary<string, string>(lease.Metadata.Annotations ?? new Dictionary<string, string>()),
            OwnerReferences = lease.Metadata.OwnerReferences,
            Finalizers = lease.Metadata.Finalizers,
        },
        Spec = spec,
    };
}
