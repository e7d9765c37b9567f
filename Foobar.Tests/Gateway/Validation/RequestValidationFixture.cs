using Microsoft.AspNetCore.Builder;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>One gateway for all cases, before a server that speaks HTTP/1.1: where two may disagree on where a request ends.</summary>
public class RequestValidationFixture : IAsyncLifetime
{
    private GatewayServer? _gateway;

    internal RecordingServer Server { get; } = new();

    internal Uri Address => _gateway!.Client.BaseAddress!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayServer.StartAsync(
        Server.Address,
        Server.Address,
        settings:
        [
            ("Gateway:Redirects:Canonical:foobar.com", ""),
            ("ReverseProxy:Clusters:web:HttpRequest:Version", "1.1"),
            ("ReverseProxy:Clusters:web:HttpRequest:VersionPolicy", "RequestVersionExact"),
        ],
        configure: Configure);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _gateway!.DisposeAsync();
        await Server.DisposeAsync();
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
