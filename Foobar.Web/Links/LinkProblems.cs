using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Web.Links;

/// <summary>Why there is no link to show or follow.</summary>
internal static class LinkProblems
{
    public static ProblemHttpResult Of(LinkState state, string code) => state switch
    {
        LinkState.Deleted => Gone($"The link '{code}' was deleted by whoever made it."),
        LinkState.Expired => Gone($"The link '{code}' has expired."),
        _ => TypedResults.Problem($"There is no link '{code}'.", statusCode: StatusCodes.Status404NotFound),
    };

    private static ProblemHttpResult Gone(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status410Gone);
}
