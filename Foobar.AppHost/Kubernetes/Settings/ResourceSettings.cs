using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Settings;

/// <summary>
/// What a container gets of its node. Memory is promised in full, since it cannot be taken back; processor time may be more
/// than was promised while the node has some.
/// </summary>
internal sealed record ResourceSettings(string Cpu, string CpuLimit, string Memory, string EphemeralStorage)
{
    /// <exception cref="DistributedApplicationException">A value is no quantity, or the limit is below the request.</exception>
    public ResourceSettings Read(SettingsReader reader)
    {
        var cpu = Quantity(reader, nameof(Cpu), Cpu);
        var cpuLimit = Quantity(reader, nameof(CpuLimit), ToDecimal(cpu) > ToDecimal(CpuLimit) ? cpu : CpuLimit);
        return ToDecimal(cpuLimit) >= ToDecimal(cpu)
            ? new(cpu, cpuLimit, Quantity(reader, nameof(Memory), Memory), Quantity(reader, nameof(EphemeralStorage), EphemeralStorage))
            : throw reader.Problem(nameof(CpuLimit), cpuLimit, $"at least {nameof(Cpu)}, which is {cpu}");
    }

    public V1ResourceRequirements ToRequirements() => new()
    {
        Requests = Quantities(Cpu),
        Limits = Quantities(CpuLimit),
    };

    /// <summary>The memory in mebibytes, rounded down.</summary>
    public long MemoryMebibytes => (long)(ToDecimal(Memory) / (1024 * 1024));

    public static string Quantity(SettingsReader reader, string key, string fallback) =>
        reader.Text(key, fallback, SettingRules.IsQuantity, SettingRules.Quantity);

    private SortedDictionary<string, ResourceQuantity> Quantities(string cpu) => new(StringComparer.Ordinal)
    {
        ["cpu"] = new(cpu),
        ["ephemeral-storage"] = new(EphemeralStorage),
        ["memory"] = new(Memory),
    };

    private static decimal ToDecimal(string quantity) => new ResourceQuantity(quantity).ToDecimal();
}
