using System.Text.Json.Serialization;
using Foobar.Web.Api;
using Foobar.Web.Consistency;
using Foobar.Web.DataProtection;
using Foobar.Web.Errors;
using Foobar.Web.Links.Following;
using Foobar.Web.Security;
using Foobar.Web.System;
using Microsoft.AspNetCore.HttpOverrides;

namespace Foobar.Web;

/// <summary>What every request passes through, whatever it asks for.</summary>
internal static class WebPipeline
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void AddWebPipeline(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });

        builder.WebHost.UseHttp2PriorKnowledge();
        builder.AddDraining();

        // The framework's default trusts loopback proxies only, which is where the gateway is.
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);

        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

        builder.Services.AddSingleton<CurrentRequest>();
        builder.AddFormProtection();
        builder.AddApiCompression();
        builder.AddProblems();
    }

    public static void UseWebPipeline(this WebApplication app)
    {
        app.UseDraining();
        app.UseRequestCounter();

        // Before routing, which would otherwise come first by itself: a link needs nothing of what follows.
        app.UseMiddleware<FollowMiddleware>();
        var current = app.Services.GetRequiredService<CurrentRequest>();
        app.Use((context, next) =>
        {
            current.Context = context;
            return next(context);
        });
        app.UseRouting();
        app.UseForwardedHeaders();
        app.UseServedBy();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<CrossOriginProtection>();
        app.UseMiddleware<ConsistencyMiddleware>();
        app.UseAntiforgery();
        app.UseApiCompression();
    }
}
