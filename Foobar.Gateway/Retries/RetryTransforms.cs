using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Foobar.Gateway.Retries;

/// <summary>Takes note of when an answer begins, and keeps one that another server may better from the client.</summary>
internal sealed class RetryTransforms(RetryPlanner planner, TimeProvider time) : ITransformProvider
{
    public void Apply(TransformBuilderContext context) => context.AddResponseTransform(response =>
    {
        var http = response.HttpContext;
        if (response.ProxyResponse is null || http.Features.Get<RetryState>() is not { } state)
        {
            // Asked when there is no answer, too.
            return ValueTask.CompletedTask;
        }

        state.Answered = time.GetTimestamp();
        if (http.Response.StatusCode >= StatusCodes.Status502BadGateway
            && planner.AfterAnswer(http, state, http.Response.StatusCode) is { } others)
        {
            state.Next = others;
            state.RefusedWith = http.Response.StatusCode;
            response.SuppressResponseBody = true;
        }

        return ValueTask.CompletedTask;
    });

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }
}
