using Foobar.MySql;
using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Links.Owners;
using Foobar.Web.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Foobar.Web.Links.Home;

/// <summary>The form that makes links.</summary>
internal static class HomeEndpoints
{
    private const string RetryAfterSeconds = "2";

    public static void MapHome(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage("/", (HttpContext context, FormTokens tokens) =>
            Render(StatusCodes.Status200OK, new HomeModel { Host = context.Request.Host.Value!, Token = tokens.Create(context) }));

        // The token is checked by hand, so that what was entered is not lost with it.
        endpoints.MapPost("/", CreateAsync).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        FormTokens tokens,
        LinkService links,
        CancellationToken cancellationToken,
        [FromForm] string? url = null,
        [FromForm] string? alias = null,
        [FromForm] string? expires = null,
        [FromForm] string? key = null)
    {
        // An empty field is sent too, and means that nothing is wished for.
        var wanted = new NewLink(url, Wish(alias), Wish(expires));
        key = string.IsNullOrEmpty(key) ? IdempotencyKey.Generate() : key;
        var isOurs = await tokens.IsValidAsync(context);
        var model = new HomeModel
        {
            Host = context.Request.Host.Value!,
            Token = tokens.Create(context),
            Key = key,
            Url = url,
            Alias = alias,
            ExpiresAt = expires,
        };
        if (!isOurs)
        {
            return Render(StatusCodes.Status400BadRequest, model with { FormError = FormTokens.Refusal });
        }

        CreateLinkResult result;
        try
        {
            result = await links.CreateAsync(wanted, OwnerCookie.Read(context.Request), IdempotencyKey.OfForm(key, wanted.Url, wanted.Alias, wanted.ExpiresAt), cancellationToken);
        }
        catch (MySqlUnavailableException)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Render(StatusCodes.Status503ServiceUnavailable, model with
            {
                FormError = "The database cannot take new links at the moment. Press the button again in a few seconds: it makes one link, however often you press.",
            });
        }

        if (result.Link is { } link)
        {
            OwnerCookie.Write(context, result.Owner!);
            return new SeeOther($"/links/{link.Code}?made");
        }

        return Render(result.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, model with
        {
            UrlError = result.UrlError,
            AliasError = result.AliasError,
            ExpiresError = result.ExpiresError,
            FormError = result.IsKeyReused ? "This form was sent before with something else in it. Reload the page and try again." : null,
        });
    }

    private static string? Wish(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();

    private static HtmlPage Render(int status, HomeModel model) => HtmlPage.Of<HomePage>(status, (nameof(HomePage.Model), model));
}
