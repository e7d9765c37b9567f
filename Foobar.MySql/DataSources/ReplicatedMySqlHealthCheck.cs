using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>Healthy with both nodes, degraded with one (reads go on), unhealthy with none.</summary>
internal sealed class ReplicatedMySqlHealthCheck(ReplicatedMySql mysql) : IHealthCheck
{
    // Shorter than the probes' own time-outs, so that one frozen node degrades a service and does not take it out.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var nodes = await Task.WhenAll(mysql.Nodes.Select(async node =>
            (node.Name, Answers: await AnswersAsync(node, cancellationToken))));

        var data = nodes.ToDictionary(node => node.Name, object (node) => node.Answers ? "answers" : "does not answer");
        var silent = nodes.Where(node => !node.Answers).Select(node => node.Name).ToArray();

        return silent.Length switch
        {
            0 => HealthCheckResult.Healthy(data: data),
            _ when silent.Length < nodes.Length =>
                HealthCheckResult.Degraded($"{string.Join(", ", silent)} does not answer; reads go on.", data: data),
            _ => HealthCheckResult.Unhealthy("No MySQL node answers.", data: data),
        };
    }

    private static async Task<bool> AnswersAsync(NodeClient node, CancellationToken cancellationToken)
    {
        try
        {
            // Left behind at the time-out: MySqlConnector notices a cancellation only between packets, and a frozen server
            // sends none. The attempt ends by its own connect time-out.
            return await PingAsync(node).WaitAsync(s_timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task<bool> PingAsync(NodeClient node)
    {
        try
        {
            await using var connection = await node.OpenAsync(CancellationToken.None);
            return await connection.Connection.PingAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is MySqlUnavailableException or MySqlException)
        {
            return false;
        }
    }
}
