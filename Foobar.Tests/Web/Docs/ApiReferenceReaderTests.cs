using System.Text.Json.Nodes;
using Foobar.Web.Docs;
using Microsoft.OpenApi;

namespace Foobar.Tests.Web.Docs;

public sealed class ApiReferenceReaderTests
{
    private static readonly OpenApiDocument s_document = Create();

    [Fact]
    public void Read_Operation_HasWhatTheDocumentSays()
    {
        var operation = Assert.Single(ApiReferenceReader.Read(s_document).Operations);

        Assert.Equal(("PUT", "/things/{id}", "Keeps a thing", "put--things-id"), (operation.Method, operation.Path, operation.Summary, operation.Id));
        Assert.True(operation.NeedsToken);
        Assert.Equal(new ApiType("Thing", "Thing"), operation.Body);
        Assert.Contains("\"name\": \"a\"", operation.Example);
        var parameter = Assert.Single(operation.Parameters);
        Assert.Equal(("id", "path", "string (uuid)", true), (parameter.Name, parameter.Place, parameter.Type.Text, parameter.IsRequired));
        Assert.Equal([("200", "It is kept.", new ApiType("Thing", "Thing")), ("404", "There is none.", null)], operation.Responses.Select(r => (r.Status, r.Description, r.Body)));
    }

    [Fact]
    public void Read_Schema_TellsWhatItsFieldsHold()
    {
        var schema = Assert.Single(ApiReferenceReader.Read(s_document).Schemas);

        Assert.Equal("Thing", schema.Name);
        Assert.Equal(
            [("name", "string", true), ("parts", "list of Thing", false), ("weight", "number", false), ("wrapping", "Thing", false)],
            schema.Fields.Select(field => (field.Name, field.Type.Text, field.IsRequired)));
    }

    private static OpenApiDocument Create()
    {
        var document = new OpenApiDocument { Info = new() { Title = "Things", Version = "1" }, Paths = [], Components = new() };
        document.AddComponent<IOpenApiSchema>("Thing", new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "name" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["name"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["parts"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("Thing", document) },
                ["weight"] = new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null },
                ["wrapping"] = new OpenApiSchema
                {
                    OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference("Thing", document)],
                },
            },
        });
        var thing = new OpenApiSchemaReference("Thing", document);
        document.Paths["/things/{id}"] = new OpenApiPathItem
        {
            Operations = new()
            {
                [HttpMethod.Put] = new OpenApiOperation
                {
                    Summary = "Keeps a thing",
                    Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }],
                    Parameters = [new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } }],
                    RequestBody = new OpenApiRequestBody
                    {
                        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = thing, Example = JsonNode.Parse("""{"name":"a"}""") } },
                    },
                    Responses = new()
                    {
                        ["200"] = new OpenApiResponse { Description = "It is kept.", Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = thing } } },
                        ["404"] = new OpenApiResponse { Description = "There is none." },
                    },
                },
            },
        };
        return document;
    }
}
