using System.ComponentModel;
using System.Globalization;
using Foobar.Web.Api;
using Foobar.Web.Links.Owners;

namespace Foobar.Web.Links;

/// <summary>The JSON API: create, list, look up, delete.</summary>
internal static class LinksApi
{
    public static void MapLinksApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/links").WithTags("Links").ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapPost("/", CreateAsync)
            .WithName("CreateLink")
            .WithMetadata(new OwnerTokenUse(IsRequired: false))
            .WithSummary("Make a link")
            .WithDescription("""
                Without an owner token the link gets an owner of its own, whose token is in the answer. A request that is sent
                again with the same Idempotency-Key makes no second link and is answered as the first was.
                """)
            .Produces<CreatedLinkResponse>(StatusCodes.Status201Created)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        api.MapGet("/", ListAsync)
            .WithName("ListLinks")
            .WithMetadata(new OwnerTokenUse(IsRequired: true))
            .WithSummary("List the owner's links")
            .WithDescription("Newest first, page by page.")
            .Produces<LinkListResponse>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

        api.MapGet("/{code}", GetAsync)
            .WithName("GetLink")
            .WithMetadata(new OwnerTokenUse(IsRequired: false))
            .WithSummary("Look up a link")
            .WithDescription("The owner sees the clicks too, and the link also when it has expired.")
            .Produces<LinkDetailsResponse>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone);

        api.MapDelete("/{code}", DeleteAsync)
            .WithName("DeleteLink")
            .WithMetadata(new OwnerTokenUse(IsRequired: true))
            .WithSummary("Delete a link")
            .WithDescription("The answer takes some two seconds: when it is there, no server follows the link any more. Its code is never given out again. May be repeated.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CreateAsync(
        CreateLinkRequest? body, HttpContext context, LinkService links, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!BearerToken.TryRead(request, out var owner))
        {
            return BearerToken.Challenge(context.Response);
        }

        if (!IdempotencyKey.TryParse(request.Headers.TryGetValue(IdempotencyKey.Header, out var header) ? header.ToString() : null, out var key))
        {
            return TypedResults.Problem(
                $"The header {IdempotencyKey.Header} has 1 to {IdempotencyKey.MaxLength} visible ASCII characters, in double quotes or without.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        // A repeated request is answered as the first one was, with 201 and the same link.
        var result = await links.CreateAsync(new(body?.Url, body?.Alias, body?.ExpiresAt), owner, key, cancellationToken);
        if (result is { IsKeyReused: false, Link: { } link, Owner: { } linkOwner })
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Created($"/api/links/{link.Code}", new CreatedLinkResponse(LinkResponse.From(link, request), linkOwner.Value));
        }

        if (result.IsKeyReused)
        {
            return TypedResults.Problem(
                $"The header {IdempotencyKey.Header} came with another request before. Use a new key for each link.",
                statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        return result.IsConflict
            ? TypedResults.Problem(result.AliasError, statusCode: StatusCodes.Status409Conflict)
            : TypedResults.ValidationProblem(FieldErrors.Of(
                ("url", result.UrlError), ("alias", result.AliasError), ("expiresAt", result.ExpiresError)));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        LinkService links,
        CancellationToken cancellationToken,
        [Description("Where the page before ended: its 'next'.")] string? after = null,
        [Description("How many links at most, 1 to 100; 20 unless given.")] string? limit = null)
    {
        if (!BearerToken.TryRead(context.Request, out var owner) || owner is null)
        {
            return BearerToken.Challenge(context.Response);
        }

        ulong afterId = 0;
        var count = LinkService.DefaultLimit;
        var errors = FieldErrors.Of(
            ("after", after is null || LinkCursor.TryDecode(after, out afterId)
                ? null
                : "Give the value of 'next' from the page before, unchanged."),
            ("limit", limit is null || TryParseLimit(limit, out count) ? null : $"Give a number from 1 to {LinkService.MaxLimit}."));
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var (page, next) = await links.ListAsync(owner, after is null ? null : afterId, count, cancellationToken);
        var clicks = await links.CountClicksAsync(page, cancellationToken);
        return new TaggedJson<LinkListResponse>(new(
            [.. page.Select(link => new ListedLinkResponse(LinkResponse.From(link, context.Request), clicks.GetValueOrDefault(link.Id)))],
            next));
    }

    private static async Task<IResult> GetAsync(
        [Description("The part after the slash.")] string code, HttpContext context, LinkService links, CancellationToken cancellationToken)
    {
        if (!BearerToken.TryRead(context.Request, out var reader))
        {
            return BearerToken.Challenge(context.Response);
        }

        var details = await links.GetDetailsAsync(code, reader, cancellationToken);
        if (details.Link is not { } link || (details.State == LinkState.Expired && !details.IsOwner))
        {
            return LinkProblems.Of(details.State, code);
        }

        return new TaggedJson<LinkDetailsResponse>(new(
            LinkResponse.From(link, context.Request),
            details.IsOwner ? details.Clicks : null,
            details.IsOwner ? [.. details.Days.Select(day => new DailyClicksResponse(day.Day, day.Clicks))] : null));
    }

    private static async Task<IResult> DeleteAsync(
        [Description("The part after the slash.")] string code, HttpContext context, LinkService links, CancellationToken cancellationToken)
    {
        if (!BearerToken.TryRead(context.Request, out var owner) || owner is null)
        {
            return BearerToken.Challenge(context.Response);
        }

        return await links.DeleteAsync(code, owner, cancellationToken) switch
        {
            DeleteLinkOutcome.Deleted => TypedResults.NoContent(),
            DeleteLinkOutcome.NotOwner => TypedResults.Problem(
                $"The link '{code}' was made by somebody else. Send the ownerToken that came with it.", statusCode: StatusCodes.Status403Forbidden),
            _ => LinkProblems.Of(LinkState.NotFound, code),
        };
    }

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
        && limit is >= 1 and <= LinkService.MaxLimit;
}
