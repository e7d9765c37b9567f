using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Tests.Hosting.Orchestration;

/// <summary>The engine with real processes: small shell scripts.</summary>
public sealed class ProcessTests : IAsyncDisposable
{
    private const string RunsUntilTold = "trap 'echo told; exit 3' TERM; echo up; while :; do sleep 0.05; done";

    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Process_RunsAndItsOutputIsKept()
    {
        AddShell("server", RunsUntilTold);
        await using var app = await StartAsync();

        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Contains("up", await ReadLogUntilAsync(app, "server", "up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_StopAndStart_AreCarriedOut()
    {
        AddShell("server", RunsUntilTold);
        await using var app = await StartAsync();
        await ReadLogUntilAsync(app, "server", "up");

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Token)).Success);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("server", out var stopped));
        Assert.Equal(KnownResourceStates.Exited, stopped.Snapshot.State?.Text);
        Assert.Equal(3, stopped.Snapshot.ExitCode);
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Token)).Success);

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Token)).Success);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token);
    }

    [Fact]
    public async Task Stop_ProcessThatDoesNotListen_IsKilledWithItsDescendants()
    {
        AddShell("deaf", "trap '' TERM; sh -c 'trap \"\" TERM; echo child $$; while :; do sleep 0.05; done' & wait");
        _builder.Services.Configure<Foobar.Hosting.EmbeddedEngineOptions>(o => o.StopTimeout = TimeSpan.FromMilliseconds(300));
        await using var app = await StartAsync();
        var child = (await ReadLogUntilAsync(app, "deaf", "child ")).Split("child ")[1].Split('\n')[0];

        await app.StopAsync(Token);

        await LinuxProcess.WaitForEndAsync(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture), Token);
    }

    [Fact]
    public async Task Stop_DescendantThatLeftTheGroup_IsNotWaitedForAndEndsWithTheApplication()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes through /proc.");
        AddShell("server", "setsid sh -c 'echo left $$; exec sleep 600' & wait");
        var app = await StartAsync();
        var left = int.Parse((await ReadLogUntilAsync(app, "server", "left ")).Split("left ")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);

        await app.StopAsync(Token);
        await app.DisposeAsync();

        await LinuxProcess.WaitForEndAsync(left, Token);
    }

    [Fact]
    public async Task WaitForResourceHealthyAsync_ProcessThatHasEnded_Fails()
    {
        AddShell("server", "sleep 0.2; exit 3");
        await using var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token);
        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Exited, Token);

        await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token));
    }

    [Fact]
    public async Task WaitForResourceHealthyAsync_UnknownResource_Fails()
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("nosuch", Token));
    }

    [Fact]
    public async Task Start_HealthCheckThatIsNotRegistered_IsRefused()
    {
        AddShell("server", RunsUntilTold).WithHealthCheck("misspelt");

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(StartAsync);

        Assert.Contains("'misspelt'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_WithATargetPort_IsReachedThroughAProxy()
    {
        var target = FreePort.Find();
        _builder.AddExecutable("server", "sh", ".", "-c", "echo port=$PORT; sleep 60").WithHttpEndpoint(targetPort: target, env: "PORT");
        _builder.AddExecutable("other", "sh", ".", "-c", "echo target=$TARGET; sleep 60")
            .WithEnvironment("TARGET", ReferenceExpression.Create($"{new EndpointReference((IResourceWithEndpoints)_builder.Resources[0], "http").Property(EndpointProperty.TargetPort)}"));
        await using var app = await StartAsync();

        Assert.Contains($"port={target}", await ReadLogUntilAsync(app, "server", "port="), StringComparison.Ordinal);
        Assert.Contains($"target={target}", await ReadLogUntilAsync(app, "other", "target="), StringComparison.Ordinal);
        Assert.NotEqual(target, app.GetEndpoint("server").Port);
        using var client = new System.Net.Sockets.TcpClient();

        // Nobody listens behind the proxy, so it may end the connection before this side has finished making it.
        var problem = await Record.ExceptionAsync(async () => await client.ConnectAsync("localhost", app.GetEndpoint("server").Port, Token));
        Assert.NotEqual(System.Net.Sockets.SocketError.ConnectionRefused, (problem as System.Net.Sockets.SocketException)?.SocketErrorCode);
    }

    [Fact]
    public async Task ResourceReady_TwoReplicas_IsPublishedOnce()
    {
        var published = 0;
        var project = AddShell("server", RunsUntilTold).WithAnnotation(new ReplicaAnnotation(2)).OnResourceReady((_, _, _) =>
        {
            Interlocked.Increment(ref published);
            return Task.CompletedTask;
        });
        AddShell("client", RunsUntilTold).WaitFor(project);
        await using var app = await StartAsync();

        // The client waits for both replicas.
        await app.ResourceNotifications.WaitForResourceHealthyAsync("client", Token);

        Assert.Equal(1, published);
    }

    [Fact]
    public async Task Start_MissingProgram_FailsAndSaysWhich()
    {
        _builder.AddExecutable("server", "no-such-program", ".");
        await using var app = await StartAsync();

        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.FailedToStart, Token);

        Assert.Contains("no-such-program", await ReadLogUntilAsync(app, "server", "no-such-program"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletion_OtherExitCode_FailsTheOneThatWaits()
    {
        var setup = AddShell("setup", "exit 7");
        AddShell("server", RunsUntilTold).WaitForCompletion(setup);
        await using var app = await StartAsync();

        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.FailedToStart, Token);

        Assert.Contains("exit code 7", await ReadLogUntilAsync(app, "server", "exit code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitFor_HealthCheck_HoldsBackUntilItPasses()
    {
        var healthy = false;
        _builder.Services.AddHealthChecks().AddCheck("gate", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("closed"));
        var database = AddShell("database", RunsUntilTold).WithHealthCheck("gate");
        AddShell("server", RunsUntilTold).WaitFor(database);
        await using var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceAsync("database", e => e.Snapshot.HealthReports is [{ Description: "closed" }], Token);
        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Waiting, Token);

        Volatile.Write(ref healthy, true);

        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Running, Token);
    }

    [Fact]
    public async Task Environment_ReferencesAndPorts_AreWhatTheModelSays()
    {
        var server = _builder.AddExecutable("server", "sh", ".", "-c", "echo port=$PORT; sleep 60").WithHttpEndpoint(env: "PORT");
        _builder.AddExecutable("client", "sh", ".", "-c", "echo url=$URL; sleep 60").WithEnvironment("URL", ReferenceExpression.Create($"{server.GetEndpoint("http")}"));
        await using var app = await StartAsync();

        var port = (await ReadLogUntilAsync(app, "server", "port=")).Split("port=")[1].Trim();

        Assert.Equal(app.GetEndpoint("server").Port.ToString(System.Globalization.CultureInfo.InvariantCulture), port);
        Assert.Contains($"url=http://localhost:{port}", await ReadLogUntilAsync(app, "client", "url="), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    private IResourceBuilder<ExecutableResource> AddShell(string name, string script) => _builder.AddExecutable(name, "sh", ".", "-c", script);

    private async Task<DistributedApplication> StartAsync()
    {
        var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<string> ReadLogUntilAsync(DistributedApplication app, string id, string text)
    {
        var read = "";
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(id).WithCancellation(Token))
        {
            read += string.Concat(batch.Select(l => l.Content + "\n"));
            if (read.Contains(text, StringComparison.Ordinal))
            {
                break;
            }
        }

        return read;
    }
}
