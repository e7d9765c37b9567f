using System.Text.Json;

namespace Foobar.Tests.AppHost.Kubernetes.Schema;

/// <summary>The validator itself, on a schema of its own.</summary>
public sealed class OpenApiSchemaTests
{
    private const string Definitions = """
        {
          "definitions": {
            "Thing": {
              "type": "object",
              "required": ["spec"],
              "properties": { "apiVersion": { "type": "string" }, "kind": { "type": "string" }, "spec": { "$ref": "#/definitions/Spec" } },
              "x-kubernetes-group-version-kind": [{ "group": "example.com", "version": "v1", "kind": "Thing" }]
            },
            "Spec": {
              "type": "object",
              "properties": {
                "port": { "type": "string", "format": "int-or-string" },
                "count": { "type": "integer", "format": "int32" },
                "mode": { "type": "string", "enum": ["Fast", "Slow"] },
                "labels": { "type": "object", "additionalProperties": { "type": "string" } },
                "names": { "type": "array", "items": { "type": "string" } }
              }
            }
          }
        }
        """;

    [Theory]
    [InlineData("""{"port":"http","count":2,"mode":"Fast","labels":{"a":"b"},"names":["x"]}""", null)]
    [InlineData("""{"port":80}""", null)]
    [InlineData("""{"prot":80}""", "Thing.spec.prot is no field.")]
    [InlineData("""{"count":"2"}""", "Thing.spec.count is a String and must be of type integer.")]
    [InlineData("""{"count":2.5}""", "Thing.spec.count is a Number and must be of type integer.")]
    [InlineData("""{"mode":"fast"}""", """Thing.spec.mode is 'fast', which is not one of ["Fast", "Slow"].""")]
    [InlineData("""{"labels":{"a":1}}""", "Thing.spec.labels.a is a Number and must be of type string.")]
    [InlineData("""{"names":["x",1]}""", "Thing.spec.names[1] is a Number and must be of type string.")]
    [InlineData("""{"names":"x"}""", "Thing.spec.names is a String and must be of type array.")]
    public void Validate_Object_IsHeldToTheDefinition(string spec, string? problem)
    {
        var problems = Validate($$"""{"apiVersion":"example.com/v1","kind":"Thing","spec":{{spec}}}""");

        Assert.Equal(problem is null ? [] : [problem], problems);
    }

    [Fact]
    public void Validate_MissingRequiredField_IsNamed() =>
        Assert.Equal(["Thing.spec is required."], Validate("""{"apiVersion":"example.com/v1","kind":"Thing"}"""));

    [Fact]
    public void Validate_UnknownKind_IsNamed() =>
        Assert.Equal(["example.com/v2 Thing is not known."], Validate("""{"apiVersion":"example.com/v2","kind":"Thing"}"""));

    private static IEnumerable<string> Validate(string json)
    {
        using var definitions = JsonDocument.Parse(Definitions);
        using var item = JsonDocument.Parse(json);
        return [.. new OpenApiSchema(definitions).Validate(item.RootElement)];
    }
}
