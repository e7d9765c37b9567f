using System.Text.Json;
using System.Text.RegularExpressions;

namespace Foobar.Tests.Hosting.Pipelines;

/// <summary>What Aspire's schema (aspire-8.0.json) says of the kinds of resources that are written here, and that expressions refer to something.</summary>
internal static partial class ManifestSchema
{
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> s_resources = new()
    {
        ["project.v0"] = (["path"], ["args", "env", "bindings"]),
        ["executable.v0"] = (["command", "workingDirectory"], ["args", "env", "bindings"]),
        ["container.v0"] = (["image"], ["entrypoint", "args", "env", "bindings", "bindMounts", "volumes"]),
        ["parameter.v0"] = (["value", "inputs"], []),
    };

    private static readonly string[] s_protocols = ["tcp", "udp"];
    private static readonly string[] s_transports = ["http", "http2", "tcp"];
    private static readonly string[] s_bindingParts = ["url", "host", "port", "targetPort", "scheme"];

    public static void Check(JsonElement manifest)
    {
        CheckProperties(manifest, "", ["resources"], []);
        var resources = manifest.GetProperty("resources");
        foreach (var resource in resources.EnumerateObject())
        {
            var type = resource.Value.GetProperty("type").GetString()!;
            Assert.True(s_resources.TryGetValue(type, out var schema), $"{resource.Name} is of the unknown type {type}.");
            CheckProperties(resource.Value, resource.Name, ["type", .. schema.Required], schema.Optional);
            foreach (var property in resource.Value.EnumerateObject())
            {
                CheckProperty(property.Value, $"{resource.Name}.{property.Name}", property.Name);
            }
        }

        CheckExpressions(resources, resources);
    }

    private static void CheckProperty(JsonElement value, string path, string name)
    {
        switch (name)
        {
            case "args":
                Assert.All(value.EnumerateArray(), CheckString);
                break;
            case "env":
                Assert.All(value.EnumerateObject(), variable => CheckString(variable.Value));
                break;
            case "bindings":
                Assert.All(value.EnumerateObject(), binding => CheckBinding(binding.Value, $"{path}.{binding.Name}"));
                break;
            case "bindMounts":
                Assert.All(value.EnumerateArray(), mount => CheckProperties(mount, path, ["source", "target", "readOnly"], []));
                break;
            case "volumes":
                Assert.All(value.EnumerateArray(), mount => CheckProperties(mount, path, ["name", "target", "readOnly"], []));
                break;
            case "inputs":
                Assert.All(value.EnumerateObject(), input => CheckInput(input.Value, $"{path}.{input.Name}"));
                break;
            default:
                CheckString(value);
                break;
        }
    }

    private static void CheckBinding(JsonElement binding, string path)
    {
        CheckProperties(binding, path, ["scheme", "protocol", "transport"], ["external", "targetPort", "port"]);
        Assert.Contains(binding.GetProperty("protocol").GetString(), s_protocols);
        Assert.Contains(binding.GetProperty("transport").GetString(), s_transports);
    }

    private static void CheckInput(JsonElement input, string path)
    {
        CheckProperties(input, path, ["type"], ["secret", "default"]);
        Assert.Equal("string", input.GetProperty("type").GetString());
        if (input.TryGetProperty("default", out var value))
        {
            CheckProperties(value, path, ["generate"], []);
            CheckProperties(value.GetProperty("generate"), path, ["minLength"], ["lower", "upper", "numeric", "special"]);
        }
    }

    private static void CheckExpressions(JsonElement element, JsonElement resources)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.All(element.EnumerateObject(), property => CheckExpressions(property.Value, resources));
                break;
            case JsonValueKind.Array:
                Assert.All(element.EnumerateArray(), item => CheckExpressions(item, resources));
                break;
            case JsonValueKind.String:
                Assert.All(Expression().Matches(element.GetString()!), match => CheckExpression(match.Groups[1].Value.Split('.'), resources));
                break;
        }
    }

    private static void CheckExpression(string[] path, JsonElement resources)
    {
        var expression = string.Join('.', path);
        Assert.True(resources.TryGetProperty(path[0], out var resource), $"{expression} refers to no resource.");
        Assert.True(
            path[1..] switch
            {
                ["value"] => resource.TryGetProperty("value", out _),
                ["inputs", var input] => resource.GetProperty("inputs").TryGetProperty(input, out _),
                ["bindings", var binding, var part] => resource.GetProperty("bindings").TryGetProperty(binding, out _) && s_bindingParts.Contains(part),
                _ => false,
            },
            $"{expression} refers to nothing.");
    }

    private static void CheckString(JsonElement value) => Assert.Equal(JsonValueKind.String, value.ValueKind);

    private static void CheckProperties(JsonElement element, string path, string[] required, string[] optional)
    {
        var names = element.EnumerateObject().Select(p => p.Name).ToList();
        Assert.True(names.Count == names.Distinct().Count(), $"{path} has a property twice.");
        Assert.All(required, name => Assert.True(names.Contains(name), $"{path} lacks {name}."));
        Assert.All(names, name => Assert.True(required.Contains(name) || optional.Contains(name), $"{path} has the unknown property {name}."));
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Expression();
}
