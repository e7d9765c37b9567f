using System.Net.Http.Json;
using System.Text.Json;
using Foobar.Tests.Web.Api;

namespace Foobar.Tests.Web.Links;

/// <summary>What a client of the API does. Each answer of the API has to be as the API's own document says.</summary>
internal static class ApiCalls
{
    private static ApiSchema? s_schema;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes a link.</summary>
    public static async Task<MadeLink> CreateLinkAsync(
        this HttpClient web, string url, string? alias = null, string? expiresAt = null, string? owner = null)
    {
        using var response = await web.SendAsync(HttpMethod.Post, "/api/links", owner, new { url, alias, expiresAt });
        response.EnsureSuccessStatusCode();
        var link = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return new(link.GetProperty("code").GetString()!, link.GetProperty("ownerToken").GetString()!);
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient web, HttpMethod method, string path, string? owner = null, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (owner is not null)
        {
            request.Headers.Authorization = new("Bearer", owner);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await web.SendAsync(request, Cancellation);
        if (path.StartsWith("/api/", StringComparison.Ordinal) && response.Content.Headers.ContentEncoding.Count == 0)
        {
            s_schema ??= await ApiSchema.FetchAsync(web);
            await s_schema.AssertConformsAsync(response);
        }

        return response;
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient web, string path, string? owner = null)
    {
        using var response = await web.SendAsync(HttpMethod.Get, path, owner);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}

/// <summary>A link just made, and its owner's secret.</summary>
internal sealed record MadeLink(string Code, string Owner);
