using System.Text.Json;

namespace Foobar.Tests.AppHost.Kubernetes.Schema;

/// <summary>
/// The definitions that an API server publishes (<c>kubectl get --raw /openapi/v2</c>), read strictly: a field that is not
/// defined is a problem.
/// </summary>
internal sealed class OpenApiSchema
{
    private const string Prefix = "#/definitions/";

    private readonly Dictionary<string, JsonElement> _definitions;
    private readonly Dictionary<(string Group, string Version, string Kind), string> _kinds = [];

    public OpenApiSchema(JsonDocument document)
    {
        _definitions = document.RootElement.GetProperty("definitions").EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        foreach (var (name, definition) in _definitions)
        {
            if (definition.TryGetProperty("x-kubernetes-group-version-kind", out var kinds))
            {
                foreach (var kind in kinds.EnumerateArray())
                {
                    _kinds.TryAdd((Text(kind, "group"), Text(kind, "version"), Text(kind, "kind")), name);
                }
            }
        }
    }

    /// <summary>What is wrong with an object, each with its path.</summary>
    public IEnumerable<string> Validate(JsonElement item)
    {
        var (apiVersion, kind) = (Text(item, "apiVersion"), Text(item, "kind"));
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var key = slash < 0 ? ("", apiVersion, kind) : (apiVersion[..slash], apiVersion[(slash + 1)..], kind);
        return _kinds.TryGetValue(key, out var name)
            ? Validate(item, _definitions[name], kind)
            : [$"{apiVersion} {kind} is not known."];
    }

    private IEnumerable<string> Validate(JsonElement value, JsonElement schema, string path)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = _definitions[reference.GetString()![Prefix.Length..]];
        }

        var type = schema.TryGetProperty("type", out var declared) ? declared.GetString() : "object";
        var format = schema.TryGetProperty("format", out var declaredFormat) ? declaredFormat.GetString() : null;
        if (!HasType(value, type!, format))
        {
            return [$"{path} is a {value.ValueKind} and must be of type {type}."];
        }
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => one.ValueEquals(value.GetString())))
        {
            return [$"{path} is '{value}', which is not one of {allowed}."];
        }
        return value.ValueKind switch
        {
            JsonValueKind.Object => ValidateObject(value, schema, path),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Validate(item, schema.GetProperty("items"), $"{path}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> ValidateObject(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("additionalProperties", out var values))
        {
            return value.EnumerateObject().SelectMany(property => Validate(property.Value, values, $"{path}.{property.Name}"));
        }
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return [];
        }
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
        return required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is required.")
            .Concat(value.EnumerateObject().SelectMany(property => properties.TryGetProperty(property.Name, out var inner)
                ? Validate(property.Value, inner, $"{path}.{property.Name}")
                : [$"{path}.{property.Name} is no field."]));
    }

    private static bool HasType(JsonElement value, string type, string? format) => type switch
    {
        "string" when format == "int-or-string" => value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
