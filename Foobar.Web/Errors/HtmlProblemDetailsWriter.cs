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
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        await HtmlPage.Of<ErrorPage>(status, (nameof(ErrorPage.Status), status), (nameof(ErrorPage.Detail), problem.Detail))
            .ExecuteAsync(context.HttpContext);
    }
}
