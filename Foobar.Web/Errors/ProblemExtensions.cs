namespace Foobar.Web.Errors;

internal static class ProblemExtensions
{
    /// <summary>Every error is answered by problem details (RFC 9457), or by a page where a browser navigates.</summary>
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        // Writers are asked in this order, and the framework's own says yes to nearly every Accept header.
        builder.Services.AddSingleton<IProblemDetailsWriter, HtmlProblemDetailsWriter>();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Detail ??= DescribeStatus(context.ProblemDetails.Status));
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();

        // The same in every environment: bad input is told by the handler above, never by a developer's page.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    // For statuses that the framework sets without a word.
    private static string? DescribeStatus(int? status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        _ => null,
    };
}
