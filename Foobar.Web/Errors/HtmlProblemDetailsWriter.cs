using Foobar.Web.Pages;
using Microsoft.Net.Http.Headers;

namespace Foobar.Web.Errors;

/// <summary>Shows a problem as a page to a browser; programs and the API get JSON.</summary>
internal sealed class HtmlProblemDetailsWriter : IProblemDetailsWriter
{
    private static readonly MediaTypeHeaderValue s_html = new("text/html");

    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !request.Path.StartsWithSegments("/api")
            && request.GetTypedHeaders().Accept.Any(accepted => !accepted.MatchesAllTypes && s_html.IsSubsetOf(accepted));
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        await Page.Of<ErrorPage>(status, (nameof(ErrorPage.Status), status), (nameof(ErrorPage.Detail), problem.Detail))
            .ExecuteAsync(context.HttpContext);
    }
}
