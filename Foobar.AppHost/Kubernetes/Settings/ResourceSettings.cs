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
        var cpu = reader.Text(nameof(Cpu), Cpu, SettingRules.IsCpu, SettingRules.Cpu);
        var cpuLimit = reader.Text(nameof(CpuLimit), ToDecimal(cpu) > ToDecimal(CpuLimit) ? cpu : CpuLimit, SettingRules.IsCpu, SettingRules.Cpu);
        return ToDecimal(cpuLimit) >= ToDecimal(cpu)
            ? new(cpu, cpuLimit, Size(reader, nameof(Memory), Memory), Size(reader, nameof(EphemeralStorage), EphemeralStorage))
            : throw reader.Problem(nameof(CpuLimit), cpuLimit, $"at least {nameof(Cpu)}, which is {cpu}");
    }

    public V1ResourceRequirements ToRequirements() => new()
    {
        Requests = Quantities(Cpu),
        Limits = Quantities(CpuLimit),
    };

    /// <summary>The memory in mebibytes, rounded down.</summary>
    public long MemoryMebibytes => (long)(ToDecimal(Memory) / (1024 * 1024));

    /// <exception cref="DistributedApplicationException">The value is no size.</exception>
    public static string Size(SettingsReader reader, string key, string fallback) =>
        reader.Text(key, fallback, SettingRules.IsSize, SettingRules.Size);

    private SortedDictionary<string, ResourceQuantity> Quantities(string cpu) => new(StringComparer.Ordinal)
    {
        ["cpu"] = new(cpu),
        ["ephemeral-storage"] = new(EphemeralStorage),
        ["memory"] = new(Memory),
    };

    private static decimal ToDecimal(string quantity) => new ResourceQuantity(quantity).ToDecimal();
}
