namespace Foobar.Web.Security;

internal static class SecurityHeaders
{
    public const string ReferrerPolicy = "Referrer-Policy";

    // Everything is our own and nothing is inline, so there is nothing that a nonce would have to allow.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            // At the start of the response, because the exception handler clears what was set before.
            context.Response.OnStarting(static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";

                // Links that are followed have a policy of their own.
                headers.TryAdd(ReferrerPolicy, "same-origin");
                return Task.CompletedTask;
            }, context.Response);

            return next(context);
        });
}
