using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting;
using Foobar.Hosting.Pipelines;
using Foobar.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that was composed and can be run.</summary>
/// <param name="host">The host that runs it.</param>
/// <example>
/// <code>
/// var builder = DistributedApplication.CreateBuilder(args);
/// builder.AddProject&lt;Projects.Foobar_Web&gt;("web");
/// builder.Build().Run();
/// </code>
/// </example>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private bool _isStarted;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>The resources' states.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Gives commands to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins to compose an application.</summary>
    /// <param name="args">The command-line arguments.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins to compose an application.</summary>
    /// <param name="options">How the application host is made.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (EntryPointHook.Current is null)
        {
            FailureReport.Install();
        }

        return new Foobar.Hosting.DistributedApplicationBuilder(options);
    }

    /// <summary>Runs the application until it is told to end. What it cannot do is printed in one line, and the exit code is 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is told to end.</summary>
    /// <param name="cancellationToken">Tells it to end.</param>
    /// <returns>Completed when everything has stopped.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        var publishing = Services.GetService<PipelineExecutor>();
        try
        {
            await StartAsync(cancellationToken);
            await this.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It was told to end before everything had started.
        }
        finally
        {
            await DisposeAsync();
        }

        publishing?.ThrowIfFailed();
    }

    /// <inheritdoc/>
    public virtual Task StartAsync(CancellationToken cancellationToken = default)
    {
        _isStarted = true;
        return host.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public virtual Task StopAsync(CancellationToken cancellationToken = default)
    {
        _isStarted = false;
        return host.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application, unless that was done, and gives back what it holds.</summary>
    /// <returns>Completed when nothing of it is left.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            if (_isStarted)
            {
                await StopAsync();
            }
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
