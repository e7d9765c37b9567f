using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Gateway.Tls;

/// <summary>Degraded while a changed certificate cannot be used, or one that is served has expired.</summary>
internal sealed class CertificatesHealthCheck(CertificateStore store, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var expired = false;
        foreach (var certificate in store.Current?.Certificates ?? [])
        {
            expired |= time.GetUtcNow() > certificate.NotAfter;
            var name = certificate.Names is [var first, ..] ? first : certificate.Certificate.Subject;
            data[name] = string.Create(CultureInfo.InvariantCulture, $"valid until {certificate.NotAfter.UtcDateTime:u}");
        }

        // Which file it is says the log: the paths on this machine are nothing for whoever may ask for its health.
        var description = store.Problem is not null ? "A certificate cannot be used, and the one from before is served; the log says why."
            : expired ? "A certificate has expired."
            : null;
        return Task.FromResult(description is null
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded(description, data: data));
    }
}
