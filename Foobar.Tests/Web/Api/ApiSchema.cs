using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Foobar.Tests.Web.Api;

/// <summary>The API's own document, and whether an answer is as it says: the part of JSON Schema that the document uses.</summary>
internal sealed class ApiSchema(JsonElement root)
{
    public JsonElement Root => root;

    public static async Task<ApiSchema> FetchAsync(HttpClient web) =>
        new(JsonElement.Parse(await web.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)));

    /// <summary>Asserts that the document has this answer, and that the answer is as the document says.</summary>
    public async Task AssertConformsAsync(HttpResponseMessage response)
    {
        var request = response.RequestMessage!;
        var path = request.RequestUri!.AbsolutePath;
        var template = root.GetProperty("paths").EnumerateObject().FirstOrDefault(entry => IsOf(path, entry.Name));
        Assert.True(template.Value.ValueKind == JsonValueKind.Object, $"The document has no {path}.");
        var method = request.Method.Method.ToLowerInvariant();
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        Assert.True(template.Value.TryGetProperty(method, out var operation), $"The document has no {method} {template.Name}.");
        Assert.True(operation.GetProperty("responses").TryGetProperty(status, out var documented), $"The document has no {status} for {method} {template.Name}.");

        var body = await response.Content.ReadAsStringAsync();
        if (!documented.TryGetProperty("content", out var content))
        {
            Assert.Empty(body);
            return;
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        Assert.True(content.TryGetProperty(type!, out var media), $"The document has no {type} for {status} of {method} {template.Name}.");
        Assert.Empty(Validate(JsonElement.Parse(body), media.GetProperty("schema"), $"{method} {template.Name} {status}"));
    }

    /// <returns>What is not as the schema says.</returns>
    public IReadOnlyList<string> Validate(JsonElement value, JsonElement schema, string where)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
        }

        if (schema.TryGetProperty("oneOf", out var alternatives))
        {
            var all = alternatives.EnumerateArray().Select(alternative => Validate(value, alternative, where)).ToArray();
            return all.FirstOrDefault(errors => errors.Count == 0) ?? all[0];
        }

        List<string> errors = [];
        if (schema.TryGetProperty("type", out var types) && !Types(types).Any(type => IsA(value, type)))
        {
            errors.Add($"{where}: {value.ValueKind} where {types} is said");
        }

        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && !HasFormat(value, format.GetString()!))
        {
            errors.Add($"{where}: {value} is no {format}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            errors.AddRange(value.EnumerateArray().SelectMany((item, i) => Validate(item, items, $"{where}[{i}]")));
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            errors.AddRange(ValidateObject(value, schema, where));
        }

        return errors;
    }

    private IEnumerable<string> ValidateObject(JsonElement value, JsonElement schema, string where)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                yield return $"{where}: {name} is missing";
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var of))
            {
                foreach (var error in Validate(property.Value, of, $"{where}.{property.Name}"))
                {
                    yield return error;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.Object)
            {
                foreach (var error in Validate(property.Value, additional, $"{where}.{property.Name}"))
                {
                    yield return error;
                }
            }
            else if (!where.Contains("Problem", StringComparison.Ordinal) && property.Name != "traceId")
            {
                yield return $"{where}: {property.Name} is not in the document";
            }
        }
    }

    private static bool IsOf(string path, string template) => Regex.IsMatch(path, "^" + Regex.Replace(template, @"\{[^}]+\}", "[^/]+") + "/?$");

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(type => type.GetString()!) : [types.GetString()!];

    private static bool IsA(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    private static bool HasFormat(JsonElement value, string format) => format switch
    {
        "date-time" => value.TryGetDateTime(out _),
        "date" => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _),
        "uri" => Uri.TryCreate(value.GetString(), UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };
}
