using Foobar.Gateway.Configuration;
using Foobar.Gateway.Forwarding;

namespace Foobar.Gateway.ResponseHeaders;

/// <summary>Gives each request its id and each response the fields of <see cref="ResponseHeaderSettings"/>.</summary>
internal sealed class ResponseHeaderMiddleware
{
    private readonly RequestDelegate _next;
    private readonly GatewayConfiguration _configuration;
    private readonly Func<object, Task> _complete;

    public ResponseHeaderMiddleware(RequestDelegate next, GatewayConfiguration configuration)
    {
        (_next, _configuration) = (next, configuration);
        _complete = CompleteAsync;
    }

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var id = RequestId.Choose(headers);
        headers[ForwardedHeaderNames.RequestId] = id;
        context.TraceIdentifier = id;

        // Last of all, since a retry clears what is set before, and since it is the server's answer that is completed.
        context.Response.OnStarting(_complete, context);
        return _next(context);
    }

    private Task CompleteAsync(object state)
    {
        var context = (HttpContext)state;
        var settings = _configuration.Current.ResponseHeaders;
        var headers = context.Response.Headers;

        headers[ForwardedHeaderNames.RequestId] = context.TraceIdentifier;
        if (settings.NoSniff && headers.XContentTypeOptions.Count == 0)
        {
            headers.XContentTypeOptions = "nosniff";
        }

        if (settings.ReferrerPolicy.Length > 0 && !headers.ContainsKey("Referrer-Policy"))
        {
            headers["Referrer-Policy"] = settings.ReferrerPolicy;
        }

        var remove = settings.Remove ?? ResponseHeaderSettings.DefaultRemove;
        for (var i = 0; i < remove.Count; i++)
        {
            headers.Remove(remove[i]);
        }

        return Task.CompletedTask;
    }
}
