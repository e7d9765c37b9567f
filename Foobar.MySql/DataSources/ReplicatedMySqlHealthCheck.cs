using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.MySql;

/// <summary>
/// Healthy with both nodes and a primary, degraded while reads go on without one of them, unhealthy when none takes reads.
/// </summary>
internal sealed class ReplicatedMySqlHealthCheck(ReplicatedMySql mysql) : IHealthCheck
{
    // Shorter than the probes' own time-outs. What is known by then is the answer.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await mysql.Monitor.LookAgainAsync().WaitAsync(s_timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A frozen node; the looks before tell of the other.
        }

        return Describe(mysql.Monitor.Current);
    }

    internal static HealthCheckResult Describe(RoleSnapshot snapshot)
    {
        var data = snapshot.Looks.ToDictionary(look => look.Name, object (look) => DescribeNode(look, snapshot.Roles));
        var silent = snapshot.Looks.Where(look => !look.IsAlive).Select(look => look.Name).ToArray();

        return snapshot switch
        {
            _ when snapshot.Looks.All(look => look.Answer is null) => HealthCheckResult.Unhealthy("No MySQL node takes reads.", data: data),
            _ when silent.Length > 0 => HealthCheckResult.Degraded($"{string.Join(", ", silent)} does not answer; reads go on.", data: data),
            { Roles.Primary: null } => HealthCheckResult.Degraded("No node is the primary; reads go on.", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        };
    }

    private static string DescribeNode(NodeLook look, PairRoles roles) =>
        look.Name == roles.Primary ? "primary"
        : look.Name == roles.Replica ? "replica"
        : look.Answer is not null ? "answers"
        : look.IsFenced ? "fenced"
        : "does not answer";
}
