namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>
/// What an engine itself gives each project: addresses on this machine, this machine's environment, its dashboard's telemetry,
/// trust in whoever says X-Forwarded-For. In Kubernetes all of it is different, and none of it the engine's to say.
/// </summary>
internal static class EngineVariables
{
    private static readonly string[] s_prefixes = ["ASPNETCORE_", "DOTNET_", "OTEL_", "LOGGING__CONSOLE__"];
    private static readonly string[] s_names = ["HTTP_PORTS", "HTTPS_PORTS"];

    public static bool Contains(string name) =>
        s_names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || s_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
