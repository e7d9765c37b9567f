using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foobar.Gateway.Management.Commands;

/// <summary>The overrides as JSON, whose keys are, as in all configuration, the same in any case.</summary>
internal static class OverridesJson
{
    private static readonly JsonNodeOptions s_node = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions s_document =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions s_text =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Empty() => new(s_node);

    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, s_node, s_document) as JsonObject ?? throw new JsonException("It is not a JSON object.");
        }
        catch (ArgumentException exception)
        {
            // A key that is there twice.
            throw new JsonException(exception.Message, exception);
        }
    }

    public static string ToText(JsonObject overrides) => overrides.ToJsonString(s_text) + "\n";

    /// <exception cref="JsonException">On the way is something else than an object.</exception>
    public static void Set(this JsonObject overrides, string value, params ReadOnlySpan<string> path)
    {
        var node = overrides;
        foreach (var key in path[..^1])
        {
            if (node[key] is not { } child)
            {
                node[key] = child = Empty();
            }

            node = child as JsonObject ?? throw new JsonException($"{child.GetPath()} is not a JSON object.");
        }

        node[path[^1]] = value;
    }
}
