using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Foobar.Web.Api;

/// <summary>The API's description in OpenAPI 3.1, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";
    public const string OwnerTokenScheme = "ownerToken";

    private const string Description = """
        Short links. Reading needs nothing; whoever makes a link gets a token, and with it lists, counts and deletes.

        Errors are problem details (RFC 9457); those of a field are named in `errors`. A request may be answered 429 or 503 with
        `Retry-After`. Reads may be some milliseconds behind a write: send the `X-Consistency-Token` that came with the write, and
        they are not.
        """;

    public static void AddApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;

        // What people open in a browser is none of it; following a link is.
        options.ShouldInclude = description => description is { RelativePath: { } path, HttpMethod: not "HEAD" }
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("{code", StringComparison.Ordinal));
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(ApiOperations.Describe);
        options.AddSchemaTransformer(ApiSchemas.Describe);
    });

    public static void MapApiDocument(this WebApplication app) => app.MapOpenApi();

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "foobar.com", Version = Name, Description = Description, License = new() { Name = "MIT", Identifier = "MIT" } };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[OwnerTokenScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The ownerToken that came with the first link.",
        };
        return Task.CompletedTask;
    }
}
