using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foobar.ServiceDefaults.Pages;

/// <summary>A page rendered on the server from a Razor component; it is not to be cached.</summary>
/// <remarks>
/// The renderer alone, not MVC or Blazor: those bring scripts and state, and neither is used.
/// </remarks>
public sealed class HtmlPage : IResult
{
    private readonly Type _component;
    private readonly int _statusCode;
    private readonly Dictionary<string, object?> _parameters = [];

    private HtmlPage(Type component, int statusCode) => (_component, _statusCode) = (component, statusCode);

    /// <summary>A page of a component.</summary>
    /// <typeparam name="TComponent">The component, which is the whole document.</typeparam>
    /// <param name="statusCode">The status of the answer.</param>
    /// <param name="parameters">The component's parameters, by their names.</param>
    /// <returns>The page.</returns>
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

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);

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
        httpContext.Response.Headers.CacheControl = "no-store";
        await httpContext.Response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
