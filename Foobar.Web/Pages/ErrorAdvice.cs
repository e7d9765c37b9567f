namespace Foobar.Web.Pages;

/// <summary>What an error is called for people, and what they can do about it.</summary>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Advice">What to do.</param>
internal sealed record ErrorAdvice(string Title, string Advice)
{
    public static ErrorAdvice For(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(
            "This request cannot be read",
            "Go back and check the address or what was entered. If it came from a link, whoever made that should know."),
        StatusCodes.Status403Forbidden => new(
            "This is not allowed",
            "What belongs to somebody can be changed only in the browser that made it. Open the page here and try again."),
        StatusCodes.Status404NotFound => new(
            "There is nothing here",
            "Check the address: upper and lower case are different. If it is right, the link was never made."),
        StatusCodes.Status405MethodNotAllowed => new(
            "This page cannot be used like that",
            "Open it in the address bar, or use the form on the page it came from."),
        StatusCodes.Status409Conflict => new(
            "Somebody was faster",
            "Go back, look at what is there now, and try again."),
        StatusCodes.Status410Gone => new(
            "This link is gone",
            "Nobody will get this address again, so it is safe to forget it. Ask whoever gave it to you for a new one."),
        StatusCodes.Status413PayloadTooLarge => new(
            "That is too much at once",
            "Send less: a link has at most 2,048 characters."),
        StatusCodes.Status415UnsupportedMediaType => new(
            "This format is not understood",
            "Use the form on the start page, or see the API page for what programs send."),
        StatusCodes.Status429TooManyRequests => new(
            "Too fast",
            "Wait a moment, then go on more slowly."),
        StatusCodes.Status503ServiceUnavailable => new(
            "Back in a moment",
            "Nothing is lost. Links that were made are kept; only this page has to wait."),
        >= StatusCodes.Status500InternalServerError => new(
            "Something went wrong here",
            "It is not your fault, and it was written down. Try again; if it stays, try again later."),
        _ => new(
            "This did not work",
            "Go back and try again."),
    };
}
