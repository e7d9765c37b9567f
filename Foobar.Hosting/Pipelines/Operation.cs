using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;

namespace Foobar.Hosting.Pipelines;

/// <summary>What the application host was told to do: to run the application, or to publish it.</summary>
internal static class Operation
{
    private const string ManifestPublisher = "manifest";

    private static readonly Dictionary<string, string> s_switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--log-level"] = "Pipeline:LogLevel",
        ["--include-exception-details"] = "Pipeline:IncludeExceptionDetails",
    };

    /// <summary>Aspire's own options as settings, beside all that is given by name.</summary>
    public static IConfigurationBuilder AddAspireOptions(this IConfigurationBuilder configuration, string[]? args) =>
        configuration.AddCommandLine(args ?? [], s_switches);

    /// <exception cref="DistributedApplicationException">The operation or the publisher is not known.</exception>
    public static DistributedApplicationOperation Read(IConfiguration configuration)
    {
        var operation = configuration["AppHost:Operation"]?.ToLowerInvariant();
        var publisher = configuration["Publishing:Publisher"];
        if (publisher is not null && !IsManifest(publisher))
        {
            throw new DistributedApplicationException($"The publisher '{publisher}' (--publisher) is not known; '{ManifestPublisher}' is. For anything else name a step: --operation publish --step publish.");
        }

        return operation switch
        {
            null when publisher is null => DistributedApplicationOperation.Run,
            "run" => DistributedApplicationOperation.Run,
            null or "publish" => DistributedApplicationOperation.Publish,
            _ => throw new DistributedApplicationException($"The operation '{operation}' (--operation) is not known. It is 'run' or 'publish'."),
        };
    }

    /// <summary>The step that was named, or the one that is meant when none was.</summary>
    public static string Step(IConfiguration configuration) =>
        configuration["Pipeline:Step"] is { Length: > 0 } step ? step
        : IsManifest(configuration["Publishing:Publisher"]) ? ManifestStep.Name
        : WellKnownPipelineSteps.Publish;

    private static bool IsManifest(string? publisher) => string.Equals(publisher, ManifestPublisher, StringComparison.OrdinalIgnoreCase);
}
