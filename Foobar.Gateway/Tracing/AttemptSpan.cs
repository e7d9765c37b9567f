using System.Diagnostics;
using System.Globalization;
using Foobar.Gateway.Retries;
using Foobar.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Tracing;

/// <summary>The span of one try at a destination, as the semantic conventions have it for a client's requests.</summary>
internal static class AttemptSpan
{
    /// <summary>Begins it, and has the destination's own spans stand below it.</summary>
    /// <returns>Null if the request is not sampled.</returns>
    public static Activity? Start(HttpContext context)
    {
        if (Activity.Current is not { IsAllDataRequested: true } || context.GetReverseProxyFeature().AvailableDestinations is not [var destination, ..])
        {
            return null;
        }

        var request = context.Request;
        var span = GatewaySpans.Source.StartActivity(RequestSpan.NameOf(request), ActivityKind.Client);
        if (span is not null)
        {
            Describe(span, request, destination);
            request.Headers.TraceParent = span.Id;
        }

        return span;
    }

    /// <summary>Says how it ended, and that it did.</summary>
    public static void End(Activity span, HttpContext context, RetryState state, IForwarderErrorFeature? error)
    {
        if (state.Tries > 1)
        {
            span.SetTag("http.request.resend_count", state.Tries - 1);
        }

        var status = state.RefusedWith ?? context.Response.StatusCode;
        if (error is not null)
        {
            Fail(span, error.Error.ToString(), error.Exception?.Message);
        }
        else
        {
            span.SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status400BadRequest)
            {
                Fail(span, status.ToString(CultureInfo.InvariantCulture), description: null);
            }
        }

        span.Stop();
    }

    private static void Fail(Activity span, string type, string? description)
    {
        span.SetStatus(ActivityStatusCode.Error, description);
        span.SetTag("error.type", type);
    }

    private static void Describe(Activity span, HttpRequest request, DestinationState destination)
    {
        RequestSpan.SetMethod(span, request);
        span.SetTag("gateway.destination", destination.DestinationId);
        if (Uri.TryCreate(destination.Model.Config.Address, UriKind.Absolute, out var address))
        {
            span.SetTag("server.address", address.Host);
            span.SetTag("server.port", address.Port);

            // The query is the client's business, as HttpClient sees it too.
            span.SetTag("url.full", RequestUtilities.MakeDestinationAddress(destination.Model.Config.Address, request.Path, QueryString.Empty).AbsoluteUri);
        }
    }
}
