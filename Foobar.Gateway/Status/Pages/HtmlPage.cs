using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Foobar.Gateway.Status.Pages;

/// <summary>A page rendered on the server from a Razor component, by the renderer alone: nothing of Blazor is served.</summary>
internal sealed class HtmlPage : IResult
{
    private readonly Type _component;
    private readonly int _statusCode;
    private readonly Dictionary<string, object?> _parameters = [];

    private HtmlPage(Type component, int statusCode) => (_component, _statusCode) = (component, statusCode);

    public static HtmlPage Of<TComponent>(int statusCode, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TComponent : IComponent
    {
        var page = new HtmlPage(typeof(TComponent), statusCode);
        foreach (var (name, value) in parameters)
        {
            page._parameters[name] = value;
        }

        return page;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync(_component, ParameterView.FromDictionary(_parameters));
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            root.WriteHtmlTo(writer);
            return writer.ToString();
        });

        httpContext.Response.StatusCode = _statusCode;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
