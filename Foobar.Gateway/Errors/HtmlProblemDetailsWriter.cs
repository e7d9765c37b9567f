using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Foobar.ServiceDefaults.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace Foobar.Gateway.Errors;

/// <summary>Shows a problem as a page to a browser; programs get JSON (RFC 9457).</summary>
internal sealed class HtmlProblemDetailsWriter : IProblemDetailsWriter
{
    // The page is one file and names nothing outside it: with no server behind the gateway there is nobody to ask.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly CompositeFormat s_page = CompositeFormat.Parse("""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{1} · {0}</title>
        <style>
        :root {{ color-scheme: light dark; font: 100%/1.55 system-ui, sans-serif;
          background: light-dark(#f7f7f4, #0f1016); color: light-dark(#15171f, #eceef6);
          --muted: light-dark(#585d6e, #a4aabd); --accent: light-dark(#4338ca, #a9acff); }}
        body {{ box-sizing: border-box; min-height: 100vh; margin: 0; padding: 2rem 1.5rem; display: grid; place-items: center; }}
        main {{ max-width: 36rem; }}
        p {{ margin: 0 0 1.25rem; color: var(--muted); font-size: 1.075rem; overflow-wrap: anywhere; }}
        .status {{ color: var(--accent); font: 750 clamp(3.5rem, 2rem + 9vw, 6rem)/1 ui-monospace, monospace; letter-spacing: -.06em; }}
        h1 {{ margin: 0 0 .75rem; font-size: clamp(1.9rem, 1.3rem + 2.6vw, 2.6rem); line-height: 1.15; letter-spacing: -.02em; }}
        a {{ color: var(--accent); font-weight: 600; }}
        :focus-visible {{ outline: .1875rem solid var(--accent); outline-offset: .125rem; }}
        </style>
        </head>
        <body>
        <main>
        <p class="status">{0}</p>
        <h1>{1}</h1>
        <p>{2}</p>
        {3}
        </main>
        </body>
        </html>
        """);

    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.WantsPage();

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = context.ProblemDetails;
        response.StatusCode = problem.Status ?? response.StatusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        await response.WriteAsync(
            string.Format(
                CultureInfo.InvariantCulture,
                s_page,
                response.StatusCode,
                HtmlEncoder.Default.Encode(problem.Title ?? ReasonPhrases.GetReasonPhrase(response.StatusCode)),
                HtmlEncoder.Default.Encode(problem.Detail ?? ""),
                DescribeRetry(context.HttpContext)),
            context.HttpContext.RequestAborted);
    }

    // What was sent by a form is not offered to be sent again by a link.
    private static string DescribeRetry(HttpContext context) =>
        int.TryParse(context.Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? string.Create(CultureInfo.InvariantCulture, $"<p>It may work again in {seconds} {(seconds == 1 ? "second" : "seconds")}.{(HttpMethods.IsGet(context.Request.Method) ? " <a href=\"\">Try again</a>" : "")}</p>")
            : "";
}
