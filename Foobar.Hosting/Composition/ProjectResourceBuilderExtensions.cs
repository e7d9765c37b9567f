using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration;
using Foobar.Hosting.Pipelines;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project.</summary>
    /// <typeparam name="TProject">The generated class that names it, such as <c>Projects.Foobar_Web</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <returns>A builder that configures it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject());
        return builder.ExecutionContext.IsPublishMode
            ? project.WithEnvironment(PublishedProjectEnvironment.Add)
            : project
                .WithEnvironment(context => ProjectEnvironment.Add(context, builder.Environment))
                .WithOtlpExporter();
    }

    /// <summary>
    /// Says that the published project shall not take the client's address and scheme from whoever sends <c>X-Forwarded-*</c> headers.
    /// It would by <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, which published projects with endpoints get.
    /// </summary>
    /// <param name="builder">The project.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation<DisableForwardedHeadersAnnotation>(ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Says how many processes of the project run, behind one address.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">The number; 1 or more.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas));
    }
}
