namespace Foobar.Hosting.Orchestration.Health;

/// <summary>The instance whose health is being checked: checks are registered once for all replicas of a resource.</summary>
internal static class HealthCheckTarget
{
    private static readonly AsyncLocal<ResourceInstance?> s_current = new();

    public static ResourceInstance? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }
}
