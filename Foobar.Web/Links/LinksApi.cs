using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Web.Links;

/// <summary>The JSON API: create, look up, list.</summary>
internal static class LinksApi
{
    public static void AddLinks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<LinkStore>();
        builder.Services.AddScoped<LinkService>();
    }

    public static void MapLinksApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/links");
        api.MapPost("/", CreateAsync);
        api.MapGet("/", ListAsync);
        api.MapGet("/{code}", GetAsync);
    }

    private static async Task<Results<Created<LinkResponse>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        CreateLinkRequest? body, HttpRequest request, LinkService links, CancellationToken cancellationToken)
    {
        if (!IdempotencyKey.TryParse(request.Headers.TryGetValue(IdempotencyKey.Header, out var header) ? header.ToString() : null, out var key))
        {
            return TypedResults.Problem(
                $"The header {IdempotencyKey.Header} has 1 to {IdempotencyKey.MaxLength} visible ASCII characters, in double quotes or without.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        // A repeated request is answered as the first one was, with 201 and the same link.
        var result = await links.CreateAsync(body?.Url, body?.Alias, key, cancellationToken);
        if (result.Link is { } link)
        {
            return TypedResults.Created($"/api/links/{link.Code}", LinkResponse.From(link, request));
        }

        if (result.IsKeyReused)
        {
            return TypedResults.Problem(
                $"The header {IdempotencyKey.Header} came with another request before. Use a new key for each link.",
                statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        return result.IsConflict
            ? TypedResults.Problem(result.AliasError, statusCode: StatusCodes.Status409Conflict)
            : TypedResults.ValidationProblem(Errors(("url", result.UrlError), ("alias", result.AliasError)));
    }

    private static async Task<Results<Ok<LinkListResponse>, ValidationProblem>> ListAsync(
        HttpRequest request, LinkService links, CancellationToken cancellationToken, string? after = null, string? limit = null)
    {
        ulong afterId = 0;
        var count = LinkService.DefaultLimit;
        var errors = Errors(
            ("after", after is null || LinkCursor.TryDecode(after, out afterId)
                ? null
                : "Give the value of 'next' from the page before, unchanged."),
            ("limit", limit is null || TryParseLimit(limit, out count) ? null : $"Give a number from 1 to {LinkService.MaxLimit}."));
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var (page, next) = await links.ListAsync(after is null ? null : afterId, count, cancellationToken);
        return TypedResults.Ok(new LinkListResponse([.. page.Select(link => LinkResponse.From(link, request))], next));
    }

    private static async Task<Results<Ok<LinkResponse>, ProblemHttpResult>> GetAsync(
        string code, HttpRequest request, LinkService links, CancellationToken cancellationToken) =>
        LinkCode.IsWellFormed(code) && await links.FindAsync(code, cancellationToken) is { } link
            ? TypedResults.Ok(LinkResponse.From(link, request))
            : TypedResults.Problem($"There is no link '{code}'.", statusCode: StatusCodes.Status404NotFound);

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
        && limit is >= 1 and <= LinkService.MaxLimit;

    private static Dictionary<string, string[]> Errors(params ReadOnlySpan<(string Field, string? Error)> fields)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, error) in fields)
        {
            if (error is not null)
            {
                errors[field] = [error];
            }
        }

        return errors;
    }
}
