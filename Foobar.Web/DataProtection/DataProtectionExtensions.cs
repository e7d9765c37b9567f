using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Foobar.Web.DataProtection;

internal static class DataProtectionExtensions
{
    /// <summary>Forms that only pages of this site can send, whichever web server made the page and whichever takes the form.</summary>
    public static void AddFormProtection(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAntiforgery();
        services.AddDataProtection().SetApplicationName("foobar.com");
        services.AddSingleton<MySqlKeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<MySqlKeyRepository>()));

        // It would read the keys while the server starts, and the database may come up, or get its tables, long after that.
        // The first form does. Antiforgery brings that service too, hence after it.
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly));

        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => new ConfigureOptions<AntiforgeryOptions>(
            options => options.Cookie = new AntiforgeryCookie(provider.GetRequiredService<CurrentRequest>())));
    }
}
