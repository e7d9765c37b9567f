using System.Text.Json;

namespace Foobar.AppHost.MySql.Management;

/// <summary>What problem details (RFC 9457) say, for people.</summary>
internal static class ProblemText
{
    /// <summary>The detail, else the title; <see langword="null"/> when <paramref name="body"/> has neither.</summary>
    public static string? Find(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null : Text(document.RootElement, "detail") ?? Text(document.RootElement, "title");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
