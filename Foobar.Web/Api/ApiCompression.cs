namespace Foobar.Web.Api;

/// <summary>
/// Compresses what the API says to whoever asks. Not what answers a request to make a link, and no page: they have a secret
/// (the owner's token, the form's) next to what was entered, and by the length of what is compressed a secret can be guessed
/// (BREACH). Styles and scripts are compressed when they are built.
/// </summary>
internal static class ApiCompression
{
    public static void AddApiCompression(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/json"];
    });

    public static void UseApiCompression(this WebApplication app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && IsApi(context.Request.Path), api => api.UseResponseCompression());

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");
}
