using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Foobar.Tests.Composition.Site;

/// <summary>Another site, for links to lead to.</summary>
internal sealed class Landing : IAsyncDisposable
{
    public const string Title = "You have arrived";

    private readonly WebApplication _server;

    private Landing(WebApplication server) => _server = server;

    public string Url => $"{_server.Urls.Single()}/a/long/way?to=here";

    public static async Task<Landing> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/a/long/way", () => Results.Content($"<!doctype html><title>{Title}</title><link rel=icon href='data:,'>", "text/html"));
        await server.StartAsync(cancellationToken);
        return new Landing(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
