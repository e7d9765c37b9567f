using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Foobar.Hosting.Orchestration.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Orchestration;

/// <summary>Runs an application model: from the first event to the last process that stops.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    InstanceDirectory instances,
    EndpointAllocator allocator,
    InstanceRunner runner,
    IServiceProvider services,
    IOptions<EmbeddedEngineOptions> options,
    IOptions<HealthCheckServiceOptions> healthChecks,
    ILogger<Orchestrator> logger) : IHostedService, IAsyncDisposable
{
    private readonly List<ReplicaProxy> _proxies = [];
    private readonly CancellationTokenSource _stopping = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.Where(r => r.IsProcess()))
        {
            instances.Add(resource);
            LifecycleCommands.AddTo(resource, this);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        CheckHealthCheckKeys();
        AllocateEndpoints();
        await PublishInitialStatesAsync(cancellationToken);

        // From here on nothing is waited for: each resource makes its own way, and its state says how far it is.
        foreach (var resource in model.Resources)
        {
            _ = InitializeAsync(resource);
        }

        foreach (var instance in instances.All)
        {
            _ = runner.StartAsync(instance, _stopping.Token);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();

        // Each wave gets its share of the time that is left, so that the whole ends in time.
        var deadline = DateTime.UtcNow + options.Value.StopTimeout;
        var waves = StopOrder.Waves(model.Resources).Select(wave => wave.SelectMany(instances.Of).ToList()).Where(wave => wave.Count > 0).ToList();
        for (var i = 0; i < waves.Count; i++)
        {
            var left = deadline - DateTime.UtcNow;
            var grace = TimeSpan.FromTicks(Math.Max(0, left.Ticks / (waves.Count - i)));
            await Task.WhenAll(waves[i].Select(instance => runner.StopAsync(instance, grace)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        _stopping.Dispose();
    }

    public Task StartInstanceAsync(string id) => runner.StartAsync(Find(id), _stopping.Token);

    public Task StopInstanceAsync(string id) => runner.StopAsync(Find(id), options.Value.StopTimeout);

    private ResourceInstance Find(string id) =>
        instances.Find(id) ?? throw new DistributedApplicationException($"There is no process resource '{id}'.");

    private void CheckHealthCheckKeys()
    {
        var registered = healthChecks.Value.Registrations.Select(r => r.Name).ToHashSet();
        foreach (var resource in model.Resources)
        {
            if (resource.GetHealthCheckKeys().FirstOrDefault(key => !registered.Contains(key)) is { } unknown)
            {
                throw new DistributedApplicationException($"{resource.Name}: its health check '{unknown}' is not registered. Register it with builder.Services.AddHealthChecks().");
            }
        }
    }

    private void AllocateEndpoints()
    {
        foreach (var resource in model.Resources.Where(r => r.IsProcess()))
        {
            var replicas = instances.Of(resource);
            allocator.Allocate(resource, replicas);
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => replicas[0].TargetPorts[e.Name] != e.AllocatedEndpoint!.Port))
            {
                var proxy = new ReplicaProxy(endpoint.AllocatedEndpoint!, [.. replicas.Select(r => new ReplicaTarget(r.TargetPorts[endpoint.Name], () => r.IsStopping))], loggers.GetLogger(resource));
                proxy.Start();
                _proxies.Add(proxy);
            }
        }
    }

    private async Task PublishInitialStatesAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            var urls = await ResourceUrls.OfAsync(resource, executionContext, cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s with { Urls = [.. urls] });
        }
    }

    private async Task InitializeAsync(IResource resource)
    {
        try
        {
            await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception e)
        {
            Log.InitializationFailed(logger, resource.Name, e.Message);
            Log.InitializationFailed(loggers.GetLogger(resource), resource.Name, e.Message);
            await notifications.PublishUpdateAsync(resource, s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Resource} could not be initialized: {Reason}")]
        public static partial void InitializationFailed(ILogger logger, string resource, string reason);
    }
}
