using Microsoft.AspNetCore.Http.Features;

namespace Foobar.Gateway.AccessLog;

/// <summary>What is watched of a request only when it was picked for the log beforehand.</summary>
internal sealed class ObservedRequest
{
    private readonly TimeProvider _time;
    private readonly CountingResponseBody _body;

    public ObservedRequest(HttpContext context, TimeProvider time)
    {
        _time = time;
        _body = new CountingResponseBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IHttpResponseBodyFeature>(_body);
        context.Response.OnStarting(static state => ((ObservedRequest)state).OnStartingAsync(), this);
    }

    /// <summary>The timestamp at which the head of the answer went to the client; 0 if it did not.</summary>
    public long AnsweredAt { get; private set; }

    public long Bytes => _body.Bytes;

    private Task OnStartingAsync()
    {
        AnsweredAt = _time.GetTimestamp();
        return Task.CompletedTask;
    }
}
