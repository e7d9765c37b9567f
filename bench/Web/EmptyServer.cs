using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.WebBench;

/// <summary>As fast as the framework is: Kestrel, routing, and an endpoint that answers with nothing.</summary>
internal static class EmptyServer
{
    public const string Command = "empty";
    public const string Path = "/empty";

    /// <summary>Serves until it is ended, and says where in its first line.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();

        // As the web servers log.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet(Path, () => Results.Empty);
        await app.StartAsync(cancellationToken);
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
