namespace Foobar.AppHost.MySql.Setup;

/// <summary>Looks for a container runtime that answers; a client alone is not enough.</summary>
internal static class ContainerRuntimeFinder
{
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(10);

    /// <summary>The clients that are known, the preferred first.</summary>
    public static IReadOnlyList<string> Clients { get; } = ["docker", "podman"];

    /// <summary>The first client whose engine answers; otherwise why there is none.</summary>
    public static async Task<(string? Runtime, string? Problem)> FindAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var client in Clients)
        {
            if (MysqldFinder.FindOnPath(client) is not { } path)
            {
                problems.Add($"{client} is not installed");
            }
            else if (await CommandRunner.TryRunAsync(path, ["info"], s_answer, cancellationToken) is { ExitCode: 0 })
            {
                return (path, null);
            }
            else
            {
                problems.Add($"{client} does not answer");
            }
        }
        return (null, string.Join("; ", problems));
    }
}
