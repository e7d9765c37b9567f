using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>Refusals that several endpoints share.</summary>
internal static class ResourceProblems
{
    public static ProblemHttpResult UnknownResource(string id) =>
        TypedResults.Problem($"There is no resource '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "Unknown resource");
}
