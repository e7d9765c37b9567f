using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Tests.Gateway.Retries;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OneServerRefuses_IsAlwaysAnsweredByTheOther()
    {
        await using var web = await Backend.StartAsync("web-2");
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, web.Address);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("web-2", await gateway.Client.GetStringAsync("/", Cancellation));
        }
    }

    [Fact]
    public async Task Post_OneServerRefuses_ReachesTheOtherWithItsBody()
    {
        await using var web = await Backend.StartAsync(async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, web.Address);

        for (var i = 0; i < 4; i++)
        {
            using var response = await gateway.Client.PostAsync("/", new StringContent($"body {i}"), Cancellation);
            Assert.Equal($"body {i}", await response.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal(4, web.Requests);
    }

    [Fact]
    public async Task Post_OneServerTakesNoConnection_ReachesTheOtherOnceWithItsBody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse a connection beyond the backlog.");
        await using var web = await Backend.StartAsync(async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        using var full = await FullBacklog.StartAsync(Cancellation);
        await using var gateway = await GatewayServer.StartAsync(full.Address, web.Address);

        // Round robin: one of two in a row meets the full one first.
        for (var i = 0; i < 2; i++)
        {
            using var response = await gateway.Client.PostAsync("/", new StringContent($"body {i}"), Cancellation);
            Assert.Equal($"body {i}", await response.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal(2, web.Requests);
    }

    [Fact]
    public async Task Post_ServerNeverAnswers_Answers504AndIsNotSentAgain()
    {
        static Task NeverAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var web1 = await Backend.StartAsync(NeverAsync);
        await using var web2 = await Backend.StartAsync(NeverAsync);
        await using var gateway = await GatewayServer.StartAsync(
            web1.Address, web2.Address, activityTimeout: TimeSpan.FromSeconds(2));

        using var response = await gateway.Client.PostAsync("/", new StringContent("body"), Cancellation);

        var problem = await ReadProblemAsync(response, HttpStatusCode.GatewayTimeout);
        Assert.Contains("may have been carried out", problem.Detail);
        Assert.Equal(1, web1.Requests + web2.Requests);
    }

    [Fact]
    public async Task Get_ServerBreaksTheConnection_IsAnsweredByTheOther()
    {
        await using var broken = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var web = await Backend.StartAsync("web-2");
        await using var gateway = await GatewayServer.StartAsync(broken.Address, web.Address);

        // Round robin: one of two in a row meets the broken one first.
        Assert.Equal("web-2", await gateway.Client.GetStringAsync("/", Cancellation));
        Assert.Equal("web-2", await gateway.Client.GetStringAsync("/", Cancellation));
        Assert.NotEqual(0, broken.Requests);
    }

    [Fact]
    public async Task Post_ServerBreaksTheConnection_IsNotSentAgain()
    {
        await using var web1 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var web2 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address);

        using var response = await gateway.Client.PostAsync("/", new StringContent("body"), Cancellation);

        var problem = await ReadProblemAsync(response, HttpStatusCode.BadGateway);
        Assert.Contains("may have been carried out", problem.Detail);
        Assert.Equal(1, web1.Requests + web2.Requests);
    }

    [Fact]
    public async Task Get_EveryServerBreaksTheConnection_IsTriedOnceOnEach()
    {
        await using var web1 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var web2 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address);

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        await ReadProblemAsync(response, HttpStatusCode.BadGateway);
        Assert.Equal((1, 1), (web1.Requests, web2.Requests));
    }

    [Fact]
    public async Task Get_ServerBreaksInTheMiddleOfItsAnswer_IsNotSentAgain()
    {
        var clientHasBegun = new TaskCompletionSource();
        async Task AnswerHalfAsync(HttpContext context)
        {
            context.Response.ContentLength = 2;
            await context.Response.WriteAsync("1");
            await context.Response.Body.FlushAsync();
            await clientHasBegun.Task;
            context.Abort();
        }

        await using var web1 = await Backend.StartAsync(AnswerHalfAsync);
        await using var web2 = await Backend.StartAsync(AnswerHalfAsync);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address);

        using var response = await gateway.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        clientHasBegun.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, web1.Requests + web2.Requests);
    }

    [Fact]
    public async Task Get_ErrorAnswerOfAServer_IsPassedOn()
    {
        await using var web = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return context.Response.WriteAsync("its own words");
        });
        await using var gateway = await GatewayServer.StartAsync(web.Address, web.Address);

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("its own words", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, web.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Any_NoServerReachable_Answers503WithRetryAfter(string method)
    {
        await using var gateway = await GatewayServer.StartAsync(GatewayServer.Refusing, GatewayServer.Refusing);

        // The first finds out; the second is answered alike although both servers are known to be out.
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/");
            using var response = await gateway.Client.SendAsync(request, Cancellation);

            var problem = await ReadProblemAsync(response, HttpStatusCode.ServiceUnavailable);
            Assert.Contains("not carried out", problem.Detail);
            Assert.NotNull(response.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Get_OneTryOnly_IsNotSentAgain()
    {
        await using var web1 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var web2 = await Backend.StartAsync(FailingServer.AbortAsync);
        await using var gateway = await GatewayServer.StartAsync(web1.Address, web2.Address, settings: ("Gateway:Retry:MaxTries", "1"));

        using var response = await gateway.Client.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(1, web1.Requests + web2.Requests);
    }

    private static async Task<ProblemDetails> ReadProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!;
    }
}
