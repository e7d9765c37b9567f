using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class WaitForStartTests : IAsyncDisposable
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    [Fact]
    public async Task WaitForStart_OtherIsUnhealthy_Starts()
    {
        _builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        var server = AddShell("server", "sleep 600").WithHealthCheck("never");
        AddShell("watcher", "sleep 600").WaitForStart(server);
        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("watcher", Token);
    }

    [Fact]
    public async Task WaitForStart_OtherCannotStart_Fails()
    {
        var server = _builder.AddExecutable("server", "/nowhere/server", ".");
        AddShell("watcher", "sleep 600").WaitForStart(server);
        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);

        await app.ResourceNotifications.WaitForResourceAsync("watcher", KnownResourceStates.FailedToStart, Token);
    }

    private IResourceBuilder<ExecutableResource> AddShell(string name, string script) => _builder.AddExecutable(name, "/bin/sh", ".").WithArgs("-c", script);
}
