using Foobar.Web.Links.Clicks;
using Foobar.Web.Links.Following;
using Foobar.Web.Links.Owners;
using Foobar.Web.Links.Urls;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Foobar.Web.Links;

internal static class LinkExtensions
{
    /// <summary>Short links: made, listed, followed, counted and deleted.</summary>
    public static void AddLinks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<LinkOptions>().BindConfiguration(LinkOptions.SectionName);

        services.AddScoped<LinkStore>();
        services.AddScoped<LinkWriter>();
        services.AddScoped<LinkService>();
        services.AddSingleton<OwnerTokenSource>();

        services.AddScoped<UrlRules>();
        services.AddScoped<RequestHost>();
        services.AddScoped<IUrlRule, OwnSiteRule>();
        services.AddScoped<IUrlRule, DeniedHostsRule>();

        services.AddSingleton<DeletionLog>();
        services.AddSingleton<LinkCache>();
        services.AddSingleton<LinkReader>();
        services.AddSingleton<LinkFollower>();
        services.AddSingleton<LinkRedirect>();
        services.AddScoped<LinkDeletion>();
        services.AddHostedService<DeletionWatcher>();

        services.AddSingleton<ClickCounter>();
        services.AddSingleton<ClickStore>();
        services.AddHostedService<ClickRecorder>();
    }
}
