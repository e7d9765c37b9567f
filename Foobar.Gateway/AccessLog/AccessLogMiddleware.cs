using Foobar.Gateway.Configuration;
using Foobar.Gateway.Statistics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Foobar.Gateway.AccessLog;

/// <summary>Sees each of the site's requests from its beginning to its end: counts it, and logs it if it is to be.</summary>
internal sealed class AccessLogMiddleware(
    RequestDelegate next,
    GatewayConfiguration configuration,
    FrontendStatistics statistics,
    RequestDurations durations,
    AccessLogger logger,
    TimeProvider time)
{
    // Probes come every second and are not of the site; they are marked as not to be measured.
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is null ? ObserveAsync(context) : next(context);

    internal static bool IsPicked(AccessLogSettings settings) => settings.Mode switch
    {
        AccessLogMode.All => true,
        AccessLogMode.Sampled => Random.Shared.NextDouble() < settings.SampleRate,
        _ => false,
    };

    private async Task ObserveAsync(HttpContext context)
    {
        var settings = configuration.Current.AccessLog;
        var start = time.GetTimestamp();
        var observed = IsPicked(settings) && logger.IsEnabled ? new ObservedRequest(context, time) : null;
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            statistics.Count(status);
            durations.Record(context, time.GetElapsedTime(start));
            if (observed is not null
                || (status >= StatusCodes.Status500InternalServerError && settings.Mode != AccessLogMode.Off && logger.IsEnabled))
            {
                logger.Write(context, start, observed);
            }
        }
    }
}
