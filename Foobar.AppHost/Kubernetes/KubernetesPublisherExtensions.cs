using Aspire.Hosting.Pipelines;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Output;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.AppHost.Kubernetes;

/// <summary>Publishes an application to Kubernetes.</summary>
internal static class KubernetesPublisherExtensions
{
    private const string StepName = "publish-kubernetes";

    /// <summary>Lets <c>publish</c> write a kustomize base for <c>kubectl apply -k</c>. What it is told is in the section <c>Kubernetes</c>.</summary>
    /// <param name="builder">The application.</param>
    public static void AddKubernetesPublisher(this IDistributedApplicationBuilder builder) =>
        builder.Pipeline.AddStep(StepName, context => PublishAsync(builder, context), requiredBy: WellKnownPipelineSteps.Publish);

    /// <summary>Makes a project, in Kubernetes, one of the replicas of a Deployment with others of the same name.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="workload">The name of the Deployment.</param>
    public static IResourceBuilder<ProjectResource> PublishAsReplicaOf(this IResourceBuilder<ProjectResource> builder, string workload) =>
        builder.WithAnnotation(new ReplicaOfAnnotation(workload));

    private static async Task PublishAsync(IDistributedApplicationBuilder builder, PipelineStepContext context)
    {
        var application = await KubernetesApplication.CreateAsync(context.Model, builder.Configuration, context.ExecutionContext, context.CancellationToken);
        var folder = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
        var files = OutputFiles.Create(application);
        var newSecrets = await new OutputFolder(folder).WriteAsync(files, application.Secrets, context.CancellationToken);
        context.Summary.Add("Kubernetes", $"kubectl apply -k {folder}");
        if (newSecrets.Count > 0)
        {
            context.Summary.Add("New secrets", $"{string.Join(", ", newSecrets)}: keep them safe, and out of version control");
        }
    }
}
