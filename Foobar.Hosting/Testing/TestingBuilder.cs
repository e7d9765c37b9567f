using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Testing;

/// <summary>A builder that a test goes on with; it disposes of the application it built.</summary>
internal sealed class TestingBuilder : IDistributedApplicationTestingBuilder
{
    private readonly EntryPointRun? _entryPoint;
    private readonly DistributedApplicationBuilder _builder;
    private DistributedApplication? _application;

    public TestingBuilder(DistributedApplicationBuilder builder) => _builder = builder;

    public TestingBuilder(EntryPointRun entryPoint)
        : this(entryPoint.Builder) => _entryPoint = entryPoint;

    public ConfigurationManager Configuration => _builder.Configuration;

    public string AppHostDirectory => _builder.AppHostDirectory;

    public Assembly? AppHostAssembly => _builder.AppHostAssembly;

    public IHostEnvironment Environment => _builder.Environment;

    public IServiceCollection Services => _builder.Services;

    public IDistributedApplicationEventing Eventing => _builder.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => _builder.ExecutionContext;

    public IDistributedApplicationPipeline Pipeline => _builder.Pipeline;

    public IResourceCollection Resources => _builder.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => _builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => _builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        _application = _entryPoint is null ? _builder.Build() : await _entryPoint.BuildAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
        else
        {
            _entryPoint?.Abandon();

            // As a host would have: files of both are watched.
            _builder.Configuration.Dispose();
            (_builder.Environment.ContentRootFileProvider as IDisposable)?.Dispose();
        }
    }
}
