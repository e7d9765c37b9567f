using System.Text.Json;

namespace Foobar.Tests.Web.Api;

public sealed class ApiDocumentTests(WebServer server) : IClassFixture<WebServer>
{
    [Fact]
    public async Task Document_OfTheApi_DescribesEveryPart()
    {
        var document = await ApiSchema.FetchAsync(server.Client);

        Assert.StartsWith("3.1.", document.Root.GetProperty("openapi").GetString());
        Assert.Equal(["/api/links", "/api/links/{code}", "/api/system", "/{code}"], document.Root.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());
        Assert.All(Operations(document.Root), operation =>
        {
            AssertText(operation, "summary");
            AssertText(operation, "description");
            AssertText(operation, "operationId");
            Assert.Single(Operations(document.Root), other => other.GetProperty("operationId").GetString() == operation.GetProperty("operationId").GetString());
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), response => response.Name[0] is '2' or '3');
            if (operation.TryGetProperty("parameters", out var parameters))
            {
                Assert.All(parameters.EnumerateArray(), parameter => AssertText(parameter, "description"));
            }

            if (operation.TryGetProperty("requestBody", out var body))
            {
                Assert.True(body.GetProperty("required").GetBoolean());
            }
        });
    }

    [Fact]
    public async Task Document_WhoeverNeedsTheOwnersToken_SaysSo()
    {
        var root = (await ApiSchema.FetchAsync(server.Client)).Root;

        Assert.Equal("bearer", root.GetProperty("components").GetProperty("securitySchemes").GetProperty("ownerToken").GetProperty("scheme").GetString());
        Assert.Equal([false, true, false, true], new[] { ("/api/links", "post"), ("/api/links", "get"), ("/api/links/{code}", "get"), ("/api/links/{code}", "delete") }
            .Select(operation => root.GetProperty("paths").GetProperty(operation.Item1).GetProperty(operation.Item2).GetProperty("security").EnumerateArray())
            .Select(ways => ways.All(way => way.TryGetProperty("ownerToken", out _))));
    }

    [Fact]
    public async Task Document_Schemas_DescribeEachPropertyOfOursAndTheirExamplesConform()
    {
        var document = await ApiSchema.FetchAsync(server.Client);
        var schemas = document.Root.GetProperty("components").GetProperty("schemas").EnumerateObject().ToArray();

        Assert.All(schemas.Where(schema => !schema.Name.Contains("Problem", StringComparison.Ordinal) && schema.Value.TryGetProperty("properties", out _)), schema =>
            Assert.All(schema.Value.GetProperty("properties").EnumerateObject(), property => AssertText(property.Value, "description")));
        var examples = schemas.Where(schema => schema.Value.TryGetProperty("examples", out _)).ToArray();
        Assert.True(examples.Length >= 5, $"{examples.Length}");
        Assert.All(examples, schema => Assert.All(
            schema.Value.GetProperty("examples").EnumerateArray(),
            example => Assert.Empty(document.Validate(example, schema.Value, schema.Name))));
    }

    private static IEnumerable<JsonElement> Operations(JsonElement root) =>
        root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value);

    private static void AssertText(JsonElement element, string property) => Assert.True(HasText(element, property), $"{element} has no {property}.");

    // What may be null is described in one of its alternatives.
    private static bool HasText(JsonElement element, string property) =>
        element.TryGetProperty("oneOf", out var alternatives)
            ? alternatives.EnumerateArray().Any(alternative => HasText(alternative, property))
            : element.TryGetProperty(property, out var text) && !string.IsNullOrWhiteSpace(text.GetString());
}
