using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Hosting.Orchestration.Health;

/// <summary>Asks a resource over HTTP whether it is healthy.</summary>
internal sealed class HttpHealthCheck(IHttpClientFactory clients, EndpointReference endpoint, string path, int expectedStatus) : IHealthCheck
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
        {
            return HealthCheckResult.Unhealthy($"The endpoint '{endpoint.EndpointName}' has no address yet.");
        }

        // Of several replicas, the one whose health is asked for, not the one the proxy would choose.
        var port = HealthCheckTarget.Current?.TargetPorts.GetValueOrDefault(endpoint.EndpointName) is { } own and > 0 ? own : endpoint.Port;
        var url = new Uri(new Uri($"{endpoint.Scheme}://{endpoint.Host}:{port}"), path);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_timeout);
        try
        {
            using var client = clients.CreateClient(nameof(HttpHealthCheck));
            using var response = await client.GetAsync(url, timeout.Token);
            if ((int)response.StatusCode == expectedStatus)
            {
                return HealthCheckResult.Healthy($"{url} answers {expectedStatus}.");
            }

            var body = await response.Content.ReadAsStringAsync(timeout.Token);
            return HealthCheckResult.Unhealthy($"{url} answers {(int)response.StatusCode}, not {expectedStatus}{(body.Length is > 0 and < 500 ? $": {body}" : "")}");
        }
        catch (HttpRequestException e)
        {
            return HealthCheckResult.Unhealthy($"{url} does not answer: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{url} did not answer within {s_timeout.TotalSeconds:0} s.");
        }
    }
}
