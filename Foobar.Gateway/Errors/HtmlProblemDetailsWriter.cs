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
        :root {{ color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }}
        body {{ min-height: 100vh; margin: 0; display: grid; place-items: center; }}
        main {{ max-width: 34rem; padding: 2rem 1.5rem; }}
        p:first-child {{ margin: 0; font-variant-numeric: tabular-nums; opacity: .7; }}
        h1 {{ margin: 0 0 .75rem; font-size: 1.75rem; line-height: 1.2; }}
        </style>
        </head>
        <body>
        <main>
        <p>{0}</p>
        <h1>{1}</h1>
        <p>{2}</p>
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
                HtmlEncoder.Default.Encode(problem.Detail ?? "")),
            context.HttpContext.RequestAborted);
    }
}
