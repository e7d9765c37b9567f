using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Foobar.Web.Pages;

/// <summary>A page rendered on the server from a Razor component.</summary>
/// <remarks>
/// The renderer alone, not MVC or Blazor: those bring antiforgery tokens with keys on disk, and scripts, and neither is used.
/// </remarks>
internal sealed class Page(Type component, int statusCode, Dictionary<string, object?> parameters) : IResult
{
    public static Page Of<TComponent>(int statusCode, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TComponent : IComponent
    {
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in parameters)
        {
            values[name] = value;
        }

        return new Page(typeof(TComponent), statusCode, values);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters));
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            root.WriteHtmlTo(writer);
            return writer.ToString();
        });

        httpContext.Response.StatusCode = statusCode;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        await httpContext.Response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
