using System.Runtime.ExceptionServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Pipelines;

/// <summary>Runs the pipeline instead of the application, and ends the application host when it is done.</summary>
internal sealed partial class PipelineExecutor(
    IDistributedApplicationPipeline pipeline,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    IConfiguration configuration,
    ILogger<PipelineExecutor> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _run = Task.CompletedTask;
    private ExceptionDispatchInfo? _failure;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _run = Task.Run(ExecuteAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _run.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Throws what ended the pipeline, if it did not do what it was asked for.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    private async Task ExecuteAsync()
    {
        try
        {
            await eventing.PublishAsync(new BeforeStartEvent(services, model), _stopping.Token);
            await pipeline.ExecuteAsync(new PipelineContext(model, executionContext, services, logger, _stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _failure = ExceptionDispatchInfo.Capture(new DistributedApplicationException("Publishing was stopped before it was done."));
        }
        catch (Exception e)
        {
            if (configuration.GetValue<bool>("Pipeline:IncludeExceptionDetails"))
            {
                LogFailure(logger, e);
            }

            _failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Publishing failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
