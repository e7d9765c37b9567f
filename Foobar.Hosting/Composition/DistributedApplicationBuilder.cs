using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Foobar.Hosting.Dashboard;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Orchestration;
using Foobar.Hosting.Orchestration.Console;
using Foobar.Hosting.Orchestration.Endpoints;
using Foobar.Hosting.Orchestration.Health;
using Foobar.Hosting.Orchestration.Processes;
using Foobar.Hosting.Pipelines;
using Foobar.Hosting.Projects;
using Foobar.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting;

/// <summary>Composes an application that the embedded engine runs.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly EntryPointHook? _hook = EntryPointHook.Current;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        // Nobody looks at a dashboard while a test runs, nor starts from it what has failed.
        options.DisableDashboard |= _hook is not null;

        AppHostAssembly = AppHostProject.Assembly(options.AssemblyName, _hook);
        AppHostDirectory = AppHostProject.Directory(AppHostAssembly);

        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddAspireOptions(options.Args).Build();
        ExecutionContext = new DistributedApplicationExecutionContext(Operation.Read(settings));

        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = IsEnvironmentGiven(options.Args) ? null : DefaultEnvironment,
            ApplicationName = AppHostAssembly?.GetName().Name,
        });
        Configuration.AddAspireOptions(options.Args);

        Eventing = new DistributedApplicationEventing();
        AddServices(options);
        if (_hook is not null)
        {
            TestingDefaults.Apply(this);
        }
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IDistributedApplicationPipeline Pipeline { get; } = new DistributedApplicationPipeline();

    // Whoever runs it develops; what is published is meant for production.
    private string DefaultEnvironment => ExecutionContext.IsPublishMode ? Environments.Production : Environments.Development;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _hook?.Building(this);
        var application = new DistributedApplication(_host.Build());
        _hook?.Built(application);
        return application;
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        _host.Logging.ClearProviders();
        _host.Logging.AddSimpleConsole(console => console.SingleLine = true);
        _host.Logging.SetMinimumLevel(LogLevel.Warning);

        // What the health of a resource is, is said by its state; the checks' own log would repeat it every quarter of a second.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        Services.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.DisableDashboard = options.DisableDashboard;
            engine.RandomizePorts = Configuration.GetValue<bool>("DcpPublisher:RandomizePorts");
        });
        Services.Configure<ResourceNotificationServiceOptions>(waits =>
            waits.DefaultWaitBehavior = options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        Services.AddHealthChecks();
        Services.AddHttpClient();
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceLoggerService>(), services));
        if (ExecutionContext.IsPublishMode)
        {
            AddPipeline();
        }
        else
        {
            AddOrchestration();
        }
    }

    private void AddPipeline()
    {
        Services.Configure<PipelineOptions>(Configuration.GetSection("Pipeline"));
        Services.Configure<PipelineOptions>(pipeline => pipeline.Step = Operation.Step(Configuration));
        Services.AddSingleton(Pipeline);
        Services.AddSingleton<PipelineConsole>();
        Services.AddSingleton<IPipelineOutputService>(services => new PipelineOutputService(services.GetRequiredService<IOptions<PipelineOptions>>(), AppHostDirectory));
        Services.AddSingleton<PipelineExecutor>();
        Services.AddHostedService(services => services.GetRequiredService<PipelineExecutor>());
    }

    private void AddOrchestration()
    {
        Services.AddSingleton<ProcessLauncher>();
        Services.AddSingleton<ProcessConfiguration>();
        Services.AddSingleton<InstanceDirectory>();
        Services.AddSingleton<InstanceRunner>();
        Services.AddSingleton<EndpointAllocator>();
        Services.AddSingleton<ReadyEvents>();
        Services.AddSingleton(services => new TelemetryStore(TelemetryLimits.From(services.GetRequiredService<IConfiguration>()), TimeProvider.System));
        Services.AddHostedService<DashboardServer>();
        Services.AddHostedService<ConsoleReporter>();
        Services.AddHostedService(services => ActivatorUtilities.CreateInstance<StartUpReminder>(services, TimeProvider.System));
        Services.AddHostedService<HealthMonitor>();
        Services.AddHostedService<Orchestrator>();
    }

    private static bool IsEnvironmentGiven(string[]? args) =>
        System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 }
            || new ConfigurationBuilder().AddCommandLine(args ?? []).Build()["environment"] is { Length: > 0 };
}
