using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Foobar.Hosting.Pipelines;

/// <summary>Writes an application model as Aspire's deployment manifest.</summary>
internal sealed class ManifestWriter(ManifestPublishingContext context)
{
    public async Task WriteAsync(DistributedApplicationModel model)
    {
        context.Writer.WriteStartObject();
        context.Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteAsync(resource);
        }

        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
        await context.Writer.FlushAsync(context.CancellationToken);
    }

    private async Task WriteAsync(IResource resource)
    {
        var isTold = resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var told);
        if (isTold && told!.Callback is null)
        {
            return;
        }

        context.Writer.WriteStartObject(resource.Name);
        await (isTold ? told!.Callback!(context) : resource switch
        {
            ProjectResource project => WriteProjectAsync(project),
            ExecutableResource executable => WriteExecutableAsync(executable),
            ParameterResource parameter => WriteParameterAsync(parameter),
            _ => WriteErrorAsync(),
        });
        context.Writer.WriteEndObject();
    }

    private async Task WriteProjectAsync(ProjectResource project)
    {
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await WriteProcessAsync(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await WriteProcessAsync(executable);
    }

    private async Task WriteProcessAsync(IResource resource)
    {
        await context.WriteCommandLineArgumentsAsync(resource);
        await context.WriteEnvironmentVariablesAsync(resource);
        context.WriteBindings(resource);
    }

    private Task WriteParameterAsync(ParameterResource parameter)
    {
        context.Writer.WriteString("type", "parameter.v0");
        context.Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        context.Writer.WriteStartObject("inputs");
        context.Writer.WriteStartObject("value");
        context.Writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            context.Writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } parameterDefault)
        {
            context.Writer.WriteStartObject("default");
            parameterDefault.WriteToManifest(context);
            context.Writer.WriteEndObject();
        }

        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private Task WriteErrorAsync()
    {
        context.Writer.WriteString("error", "This resource does not support generation in the manifest.");
        return Task.CompletedTask;
    }
}
