using System.Text.Json.Nodes;
using Foobar.Web.Links;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Foobar.Web.Api;

/// <summary>Adds to each schema of the document what its type does not say: what may be absent, and an example.</summary>
internal static class ApiSchemas
{
    private const string Link = """
        "code": "dotnet", "url": "https://learn.microsoft.com/dotnet/", "shortUrl": "https://www.foobar.com/dotnet",
        "createdAt": "2030-01-31T12:00:00Z", "expiresAt": "2031-01-01T00:00:00Z"
        """;

    private static readonly Dictionary<Type, string> s_examples = new()
    {
        [typeof(CreateLinkRequest)] = """{ "url": "https://learn.microsoft.com/dotnet/", "alias": "dotnet", "expiresAt": "2030-12-31" }""",
        [typeof(CreatedLinkResponse)] = $$"""{ {{Link}}, "ownerToken": "q5Yx0mZ0p0Jm1Q3ud1mXy1dB5m0r7w2cJ0o0Wl8Zf3A" }""",
        [typeof(LinkListResponse)] = $$"""{ "items": [{ {{Link}}, "clicks": 7 }], "next": "AAAAAAAAACo" }""",
        [typeof(LinkDetailsResponse)] = $$"""{ {{Link}}, "clicks": 7, "days": [{ "day": "2030-01-31", "clicks": 7 }] }""",
        [typeof(ProblemDetails)] = """{ "type": "https://tools.ietf.org/html/rfc9110#section-15.5.5", "title": "Not Found", "status": 404, "detail": "There is no link 'dotnet'." }""",
        [typeof(HttpValidationProblemDetails)] = """
            {
                "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more validation errors occurred.", "status": 400,
                "errors": { "url": ["Enter a whole URL that starts with http:// or https://."] }
            }
            """,
    };

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // What is null is left out of an answer.
        schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name));
        if (context.JsonPropertyInfo is null && s_examples.TryGetValue(context.JsonTypeInfo.Type, out var example))
        {
            schema.Examples = [JsonNode.Parse(example)!];
        }

        return Task.CompletedTask;
    }
}
