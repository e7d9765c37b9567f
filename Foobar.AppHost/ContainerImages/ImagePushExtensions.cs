using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.AppHost.ContainerImages;

/// <summary>Adds pushing images to what can be done when the application is published.</summary>
internal static class ImagePushExtensions
{
    public const string Step = "push-images";

    /// <summary>
    /// Adds the step <c>push-images</c>: builds the images of all programs and pushes them to <c>Kubernetes:Registry</c>
    /// with the tag <c>Kubernetes:Tag</c>, where the manifests look for them.
    /// </summary>
    public static IDistributedApplicationBuilder AddImagePush(this IDistributedApplicationBuilder builder)
    {
        builder.Pipeline.AddStep(
            Step,
            async context =>
            {
                var settings = ImageSettings.Read(builder.Configuration);
                await using var task = await context.ReportingStep.CreateTaskAsync($"Building the images and pushing them to {settings.Registry}", context.CancellationToken);
                var folder = context.Services.GetRequiredService<IPipelineOutputService>().GetTempDirectory();
                foreach (var image in await ImageBuild.RunAsync(builder.AppHostDirectory, settings, folder, context.CancellationToken))
                {
                    context.Summary.Add("Image", image);
                }
            },
            requiredBy: WellKnownPipelineSteps.Push);
        return builder;
    }
}
