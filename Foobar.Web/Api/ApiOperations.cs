using Foobar.Web.Consistency;
using Foobar.Web.Links;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Foobar.Web.Api;

/// <summary>Adds to each operation of the document what its signature does not say.</summary>
internal static class ApiOperations
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var description = context.Description;
        if (description.ActionDescriptor.EndpointMetadata.OfType<OwnerTokenUse>().LastOrDefault() is { } use)
        {
            operation.Security =
            [
                .. use.IsRequired ? [] : new[] { new OpenApiSecurityRequirement() },
                new() { [new OpenApiSecuritySchemeReference(ApiDocument.OwnerTokenScheme, context.Document)] = [] },
            ];
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            AddHeader(operation, IdempotencyKey.Header, "Names the request, so that sent again it makes no second link. As hard to guess as a UUID, since whoever repeats the request gets its answer.");
        }

        if (HttpMethods.IsGet(description.HttpMethod ?? ""))
        {
            AddHeader(operation, ConsistencyMiddleware.Header, "What came with a write: the answer shows that write.");
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status is "503" && response is OpenApiResponse unavailable)
            {
                unavailable.Headers ??= new Dictionary<string, IOpenApiHeader>();
                unavailable.Headers["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds to wait before the next try.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                };
            }
        }

        return Task.CompletedTask;
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
