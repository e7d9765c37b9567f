using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration.Processes;
using Foobar.Hosting.Projects;
using Microsoft.Extensions.Logging;

namespace Foobar.Hosting.Orchestration;

/// <summary>Resolves the command, arguments and environment of an instance that is about to be launched.</summary>
internal sealed class ProcessConfiguration(DistributedApplicationExecutionContext executionContext)
{
    // The application host's own web settings are not its children's.
    private static readonly string[] s_notInherited = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE"];

    public async Task<(ProcessSpec Spec, ImmutableArray<EnvironmentVariableSnapshot> Environment)> ResolveAsync(ResourceInstance instance, Action<string, bool> onOutput, ILogger logger, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var environment = await ResolveEnvironmentAsync(instance, logger, cancellationToken);
        var arguments = await ResolveArgumentsAsync(instance, logger, cancellationToken);
        var (command, workingDirectory) = resource switch
        {
            ProjectResource project => ProjectCommand(project, arguments),
            ExecutableResource executable => (executable.Command, executable.WorkingDirectory),
            _ => throw new InvalidOperationException($"The engine does not run resources of type {resource.GetType().Name}."),
        };

        var variables = environment.ToDictionary(e => e.Key, string? (e) => e.Value, StringComparer.Ordinal);
        foreach (var name in s_notInherited)
        {
            variables.TryAdd(name, null);
        }

        var spec = new ProcessSpec(command, arguments, workingDirectory, variables, onOutput);
        return (spec, [.. environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new EnvironmentVariableSnapshot(e.Key, e.Value, IsFromSpec: true))]);
    }

    private static (string Command, string WorkingDirectory) ProjectCommand(ProjectResource project, List<string> arguments)
    {
        var path = project.GetProjectMetadata().ProjectPath;
        arguments.InsertRange(0, ["exec", ProjectOutput.Find(path)]);
        // The host of the SDK that runs the application host, when that says so.
        return (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.GetDirectoryName(path)!);
    }

    private async Task<Dictionary<string, string>> ResolveEnvironmentAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, instance.Resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(context);
        }

        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(instance, value, cancellationToken) is { } text)
            {
                resolved[name] = text;
            }
        }

        return resolved;
    }

    private static async Task<List<string>> ResolveArgumentsAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], instance.Resource, cancellationToken) { Logger = logger };
        foreach (var annotation in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            await annotation.Callback(context);
        }

        var resolved = new List<string>();
        foreach (var value in context.Args)
        {
            if (await ResolveAsync(instance, value, cancellationToken) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }

    private static async Task<string?> ResolveAsync(ResourceInstance instance, object value, CancellationToken cancellationToken)
    {
        var text = value switch
        {
            string s => s,
            IValueProvider provider => await provider.GetValueAsync(cancellationToken),
            IFormattable formattable => formattable.ToString(format: null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return text is null
            ? null
            : TargetPortToken.Replace(text, instance.Resource, instance.TargetPorts).Replace(InstanceIdToken.Value, instance.Id, StringComparison.Ordinal);
    }
}
