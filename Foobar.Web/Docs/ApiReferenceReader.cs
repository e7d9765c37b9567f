using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Foobar.Web.Docs;

/// <summary>Reads an OpenAPI document as far as a page shows it.</summary>
internal static class ApiReferenceReader
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        // It is encoded for the page by what renders that.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ApiReference Read(OpenApiDocument document) => new(
        document.Info.Title,
        document.Info.Version,
        document.Info.Description,
        [.. document.Paths.SelectMany(path => (path.Value.Operations ?? []).Select(operation => ReadOperation(path.Key, path.Value, operation.Key.Method, operation.Value)))],
        [.. (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
            .Where(schema => schema.Value.Properties is { Count: > 0 })
            .Select(schema => new ApiSchema(schema.Key, schema.Value.Description, ReadFields(schema.Value), Write(schema.Value.Examples?.FirstOrDefault())))]);

    private static ApiOperation ReadOperation(string path, IOpenApiPathItem item, string method, OpenApiOperation operation)
    {
        var body = operation.RequestBody?.Content?.FirstOrDefault().Value;
        return new ApiOperation(
            method,
            path,
            operation.Summary,
            operation.Description,
            operation.Security is { Count: > 0 } security && security.All(requirement => requirement.Count > 0),
            [.. (item.Parameters ?? []).Concat(operation.Parameters ?? []).Select(ReadParameter)],
            body?.Schema is { } schema ? ReadType(schema) : null,
            ReadExample(body),
            [.. (operation.Responses ?? []).Select(response => ReadResponse(response.Key, response.Value))]);
    }

    private static ApiField ReadParameter(IOpenApiParameter parameter) => new(
        parameter.Name ?? "",
        parameter.In?.ToString().ToLowerInvariant(),
        ReadType(parameter.Schema),
        parameter.Required,
        parameter.Description);

    private static ApiResponse ReadResponse(string status, IOpenApiResponse response)
    {
        var content = response.Content?.FirstOrDefault();
        return new ApiResponse(status, response.Description, content?.Key, content?.Value?.Schema is { } schema ? ReadType(schema) : null);
    }

    private static ApiField[] ReadFields(IOpenApiSchema schema) =>
    [
        .. schema.Properties!.Select(property => new ApiField(
            property.Key,
            Place: null,
            ReadType(property.Value),
            schema.Required?.Contains(property.Key) ?? false,
            property.Value.Description)),
    ];

    private static ApiType ReadType(IOpenApiSchema? schema)
    {
        switch (schema)
        {
            case null:
                return new ApiType("anything");
            case OpenApiSchemaReference { Reference.Id: { } name }:
                return new ApiType(name, name);
        }

        // What may be null, or one of several, lists what it may be.
        var choices = (schema.OneOf ?? []).Concat(schema.AnyOf ?? []).Where(choice => choice.Type != JsonSchemaType.Null).Select(ReadType).ToList();
        if (choices.Count > 0)
        {
            return new ApiType(string.Join(" or ", choices.Select(choice => choice.Text)), choices.Find(choice => choice.Schema is not null)?.Schema);
        }

        var kinds = schema.Type is { } type
            ? string.Join(" or ", (type & ~JsonSchemaType.Null).ToIdentifiers())
            : "anything";
        if (schema.Type?.HasFlag(JsonSchemaType.Array) is true)
        {
            var item = ReadType(schema.Items);
            return new ApiType($"list of {item.Text}", item.Schema);
        }

        return new ApiType(schema.Format is null ? kinds : $"{kinds} ({schema.Format})");
    }

    private static string? ReadExample(OpenApiMediaType? body) =>
        Write(body?.Example ?? body?.Examples?.Values.FirstOrDefault()?.Value ?? body?.Schema?.Examples?.FirstOrDefault());

    private static string? Write(JsonNode? example) => example?.ToJsonString(s_indented);
}
