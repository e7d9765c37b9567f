using System.Globalization;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Redirects;
using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Tls;

/// <summary>Adds <c>Strict-Transport-Security</c>; see <see cref="HstsSettings"/>.</summary>
internal sealed class HstsMiddleware(RequestDelegate next, GatewayConfiguration configuration)
{
    private readonly Compiled<HstsSettings, Header> _header = new(settings => new Header(settings));

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            var settings = configuration.Current.Hsts;
            if (settings.Enabled && !IsExcluded(context.Request.Host))
            {
                // Last of all: a retry, or an error, begins the answer anew.
                context.Response.OnStarting(_header.For(settings).SetAsync, context);
            }
        }

        return next(context);
    }

    private static bool IsExcluded(HostString host)
    {
        var name = RequestHost.WithoutPort(host.Value);
        return name.IsEmpty || RequestHost.IsLocalhost(name) || RequestHost.IsAddress(name);
    }

    private sealed class Header
    {
        private readonly StringValues _value;

        public Header(HstsSettings settings)
        {
            SetAsync = Set;
            _value = string.Concat(
                string.Create(CultureInfo.InvariantCulture, $"max-age={(long)settings.MaxAge.TotalSeconds}"),
                settings.IncludeSubDomains ? "; includeSubDomains" : "",
                settings.Preload ? "; preload" : "");
        }

        public Func<object, Task> SetAsync { get; }

        private Task Set(object context)
        {
            ((HttpContext)context).Response.Headers.StrictTransportSecurity = _value;
            return Task.CompletedTask;
        }
    }
}
