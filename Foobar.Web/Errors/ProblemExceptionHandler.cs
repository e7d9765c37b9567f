using System.Text.Json;
using Foobar.MySql;
using Foobar.Web.Links.Following;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MySqlConnector;

namespace Foobar.Web.Errors;

internal sealed partial class ProblemExceptionHandler(IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger)
    : IExceptionHandler
{
    private const string RetryAfterSeconds = "2";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception);
        if (problem is null)
        {
            return false;
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(context.Request.Method, context.Request.Path, exception.Message);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        context.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        UnconfirmedDeletionException => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = "The link is deleted, but the database changed meanwhile, so perhaps not every server has heard of it yet. Delete it once more.",
        },
        MySqlUnavailableException unavailable => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = unavailable.MayHaveTakenEffect
                ? "The database is unavailable at the moment, and the change may or may not have been made. Try again shortly with the same Idempotency-Key."
                : "The database is unavailable at the moment. Nothing was changed; try again shortly.",
        },
        // The table is there once the schema is migrated; a deadlock is rolled back.
        MySqlException { ErrorCode: MySqlErrorCode.NoSuchTable or MySqlErrorCode.LockDeadlock } => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = "The database cannot do this at the moment. Nothing was changed; try again shortly.",
        },
        BadHttpRequestException { InnerException: JsonException json } bad => new ProblemDetails
        {
            Status = bad.StatusCode,
            Detail = $"The body is not the expected JSON: see line {json.LineNumber + 1}, position {json.BytePositionInLine + 1}.",
        },
        // Names of the framework's own parameters help nobody.
        BadHttpRequestException { InnerException: AntiforgeryValidationException } => new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Detail = "The form was not made by this site for this browser, or its cookie is gone. Load the page again, and send it from there.",
        },
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Detail = bad.Message },

        // The keys that forms are signed with are in the database too, and whoever signs says only that it failed.
        { InnerException: { } inner } => Describe(inner),
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} was answered 503: {Reason}")]
    private partial void LogUnavailable(string method, string path, string reason);
}
