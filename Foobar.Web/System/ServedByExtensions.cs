namespace Foobar.Web.System;

internal static class ServedByExtensions
{
    public static void AddServedBy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RequestCounter>();
        builder.Services.AddSingleton<ServerName>();
        builder.Services.AddScoped<ServedBy>();
    }

    /// <summary>Counts every request, also those that are answered before anything else is done.</summary>
    public static void UseRequestCounter(this WebApplication app)
    {
        var counter = app.Services.GetRequiredService<RequestCounter>();
        app.Use((context, next) =>
        {
            counter.Count(context.Request.Path);
            return next(context);
        });
    }

    public static void UseServedBy(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var context = (HttpContext)state;
                var servedBy = context.RequestServices.GetRequiredService<ServedBy>();
                context.Response.Headers[ServedBy.ServerHeader] = servedBy.Server;
                if (servedBy.DatabaseNode is { } node)
                {
                    context.Response.Headers[ServedBy.DatabaseNodeHeader] = node;
                }

                return Task.CompletedTask;
            }, context);

            return next(context);
        });
    }
}
