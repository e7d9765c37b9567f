using Microsoft.AspNetCore.Antiforgery;

namespace Foobar.Web.Pages;

/// <summary>Forms that are taken only from the browser that asked for them.</summary>
internal sealed class FormTokens(IAntiforgery antiforgery)
{
    public const string Refusal = "This form was out of date, or this browser keeps no cookies. Nothing was changed; send it again.";

    /// <summary>The hidden field of a form; its cookie goes with the answer.</summary>
    public FormToken Create(HttpContext context)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new FormToken(tokens.FormFieldName, tokens.RequestToken!);
    }

    /// <summary>Whether the form that was sent is one of ours.</summary>
    public Task<bool> IsValidAsync(HttpContext context) => antiforgery.IsRequestValidAsync(context);
}
