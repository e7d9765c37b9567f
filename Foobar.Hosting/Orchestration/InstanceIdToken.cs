namespace Foobar.Hosting.Orchestration;

/// <summary>Stands in environment variables for the id of the instance, which is known only when it is launched.</summary>
internal static class InstanceIdToken
{
    public const string Value = "{instance-id}";
}
