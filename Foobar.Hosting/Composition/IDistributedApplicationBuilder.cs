using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Composes an application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings from appsettings files, user secrets, environment and command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The directory of the application host's project.</summary>
    string AppHostDirectory { get; }

    /// <summary>The application host's assembly.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Where the application host runs.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>The services of the application host.</summary>
    IServiceCollection Services { get; }

    /// <summary>Publishes events.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>Whether the application runs or is published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources added so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>What is done when the application is published.</summary>
    IDistributedApplicationPipeline Pipeline { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>A builder that configures it.</returns>
    /// <exception cref="DistributedApplicationException">A resource of that name was added before.</exception>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Makes a builder for a resource without adding it.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>A builder that configures it.</returns>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Builds the application.</summary>
    /// <returns>The application, not started.</returns>
    DistributedApplication Build();
}
