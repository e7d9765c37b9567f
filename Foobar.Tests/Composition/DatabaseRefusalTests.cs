using System.Text.Json;
using Foobar.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Foobar.Tests.Composition;

/// <summary>What the web server makes of a statement that MySQL refuses.</summary>
[Collection(UsesFoobarApp.Name)]
public sealed class DatabaseRefusalTests(FoobarApp foobar)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT 1 FROM table_of_a_later_migration")]
    [InlineData("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213")] // ER_LOCK_DEADLOCK
    public async Task Refusal_ThatPasses_Answers503WithRetryAfter(string statement)
    {
        var (handled, response) = await HandleAsync(statement);

        Assert.True(handled);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, response.StatusCode);
        Assert.Equal("2", response.Headers.RetryAfter);
        response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(response.Body, cancellationToken: Token);
        Assert.Contains("Nothing was changed", problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Refusal_ThatIsAFaultOfOurs_IsLeftAsAnError()
    {
        var (handled, _) = await HandleAsync("SELECT no_such_column FROM links");

        Assert.False(handled);
    }

    private async Task<(bool Handled, HttpResponse Response)> HandleAsync(string statement)
    {
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => foobar.ScalarAsync<object>("mysql-1", statement, Token));
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };
        var handler = new ProblemExceptionHandler(
            services.GetRequiredService<IProblemDetailsService>(), NullLogger<ProblemExceptionHandler>.Instance);

        return (await handler.TryHandleAsync(context, refusal, Token), context.Response);
    }
}
