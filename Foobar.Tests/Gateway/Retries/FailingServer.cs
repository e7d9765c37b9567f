using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Gateway.Retries;

/// <summary>How a server fails, and how to meet it before the one that does not.</summary>
internal static class FailingServer
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static Task AnswerAsync(HttpContext context, int statusCode)
    {
        context.Response.StatusCode = statusCode;
        context.Response.Headers["X-Of-The-First"] = "yes";
        return context.Response.WriteAsync("its own words");
    }

    // Round robin: one of two in a row meets the first server first.
    public static async Task<HttpResponseMessage> MeetFirstAsync(
        GatewayServer gateway, Backend first, Func<HttpRequestMessage> request)
    {
        var response = await gateway.Client.SendAsync(request(), Cancellation);
        if (first.Requests == 0)
        {
            response.Dispose();
            response = await gateway.Client.SendAsync(request(), Cancellation);
        }

        Assert.Equal(1, first.Requests);
        return response;
    }
}
