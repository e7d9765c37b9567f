using System.Globalization;
using System.Net;
using Foobar.Gateway.Retries;
using Foobar.Gateway.Tracing;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.AccessLog;

/// <summary>Writes a line about a request; docs/access-log.md says what is in it.</summary>
internal sealed partial class AccessLogger(ILoggerFactory loggers, TimeProvider time)
{
    public const string Category = "Foobar.Gateway.AccessLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public bool IsEnabled => _logger.IsEnabled(LogLevel.Information);

    /// <param name="context">The request, which has ended.</param>
    /// <param name="start">The timestamp at which it began.</param>
    /// <param name="observed">What was watched meanwhile; null if it was not picked beforehand.</param>
    public void Write(HttpContext context, long start, ObservedRequest? observed)
    {
        var end = time.GetTimestamp();
        var request = context.Request;
        var proxy = context.Features.Get<IReverseProxyFeature>();
        var tries = context.Features.Get<RetryState>();
        LogRequest(
            Client(context.Connection),
            (time.GetUtcNow() - time.GetElapsedTime(start, end)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}:{context.Connection.LocalPort}"),
            proxy?.Route.Config.ClusterId ?? LogText.None,
            proxy?.ProxiedDestination?.DestinationId ?? LogText.None,
            tries is null ? LogText.None : Milliseconds(start, tries.Start),
            observed is { AnsweredAt: > 0 } ? Milliseconds(tries?.Start ?? start, observed.AnsweredAt) : LogText.None,
            Milliseconds(start, end),
            context.Response.StatusCode,
            (observed?.Bytes ?? context.Response.ContentLength)?.ToString(CultureInfo.InvariantCulture) ?? LogText.None,
            context.Features.Get<IForwarderErrorFeature>()?.Error.ToString()
                ?? (context.RequestAborted.IsCancellationRequested ? nameof(ForwarderError.RequestCanceled) : LogText.None),
            proxy?.ProxiedDestination is null ? 0 : tries?.Tries ?? 1,
            proxy?.ProxiedDestination?.ConcurrentRequestCount ?? 0,
            LogText.Escape(request.Headers.Host),
            LogText.Escape(request.Method),
            LogText.Escape(context.Features.Get<IHttpRequestFeature>()?.RawTarget),
            LogText.Escape(request.Protocol),
            LogText.Escape(request.Headers.UserAgent),
            context.TraceIdentifier,
            TraceParent.ReadTraceId(request.Headers) ?? LogText.None);
    }

    private string Milliseconds(long from, long to) =>
        time.GetElapsedTime(from, to).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Client(ConnectionInfo connection) => connection.RemoteIpAddress is not { } address
        ? LogText.None
        : new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.RemotePort).ToString();

    [LoggerMessage(
        1,
        LogLevel.Information,
        "{Client} [{Accepted}] {Frontend} {Cluster}/{Destination} {WaitTime}/{ResponseTime}/{TotalTime} {StatusCode} {Bytes} "
        + "{Error} {Tries} {DestinationRequests} \"{Host}\" \"{Method} {Target} {Protocol}\" \"{UserAgent}\" {RequestId} {TraceId}",
        EventName = "Request",
        SkipEnabledCheck = true)]
    private partial void LogRequest(
        string client,
        string accepted,
        string frontend,
        string cluster,
        string destination,
        string waitTime,
        string responseTime,
        string totalTime,
        int statusCode,
        string bytes,
        string error,
        int tries,
        int destinationRequests,
        string host,
        string method,
        string target,
        string protocol,
        string userAgent,
        string requestId,
        string traceId);
}
