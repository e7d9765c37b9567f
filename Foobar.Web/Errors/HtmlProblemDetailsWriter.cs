using System.Globalization;
using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Pages;

namespace Foobar.Web.Errors;

/// <summary>Shows a problem as a page to a browser; programs and the API get JSON.</summary>
internal sealed class HtmlProblemDetailsWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.WantsPage();

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        var status = problem.Status ?? response.StatusCode;
        await HtmlPage.Of<ErrorPage>(
                status,
                (nameof(ErrorPage.Status), status),
                (nameof(ErrorPage.Detail), problem.Detail),
                (nameof(ErrorPage.RetryAfter), ReadSeconds(response.Headers.RetryAfter)),
                (nameof(ErrorPage.CanReload), HttpMethods.IsGet(request.Method)))
            .ExecuteAsync(context.HttpContext);
    }

    private static int? ReadSeconds(string? retryAfter) =>
        int.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
