using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foobar.ServiceDefaults;

internal static class GracefulShutdown
{
    // The whole system stops in 10 s on Ctrl+C, layer by layer, so one service gets half of it to finish its requests.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    public static void AddGracefulShutdown(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_timeout);
}
