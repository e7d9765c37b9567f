using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections.Features;

namespace Foobar.Gateway.Refusals;

/// <summary>Answers a request that is refused with problem details (RFC 9457), and counts it.</summary>
internal sealed class RefusalWriter
{
    public const string MeterName = "Foobar.Gateway.Refusals";

    private readonly Counter<long> _refused;

    public RefusalWriter(IMeterFactory meters) => _refused = meters.Create(MeterName).CreateCounter<long>(
        "gateway.requests.refused", "{request}", "Requests that the gateway refused itself, by reason.");

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        _refused.Add(1, new KeyValuePair<string, object?>("reason", Name(refusal.Reason)));
        if (refusal.Closes)
        {
            Close(context);
        }

        return TypedResults.Problem(detail: refusal.Detail, statusCode: refusal.StatusCode).ExecuteAsync(context);
    }

    private static void Close(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol) || HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            // There it is not for a response to say: GOAWAY is sent, and what is in progress is let finish.
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static string Name(RefusalReason reason) => reason switch
    {
        RefusalReason.Syntax => "syntax",
        RefusalReason.Address => "address",
        RefusalReason.Method => "method",
        RefusalReason.Host => "host",
        RefusalReason.Rate => "rate",
        RefusalReason.Concurrency => "concurrency",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
