using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Foobar.Hosting.Pipelines;

/// <summary>The step that writes Aspire's deployment manifest: a file that is named, or <c>aspire-manifest.json</c> in a folder.</summary>
internal static class ManifestStep
{
    public const string Name = "publish-manifest";

    private const string DefaultFile = "aspire-manifest.json";

    public static PipelineStep Create() => new()
    {
        Name = Name,
        Description = "Writes the application model as Aspire's deployment manifest.",
        Action = WriteAsync,
    };

    private static async Task WriteAsync(PipelineStepContext context)
    {
        if (context.Services.GetRequiredService<IOptions<PipelineOptions>>().Value.OutputPath is not { Length: > 0 } output)
        {
            throw new DistributedApplicationException("Where to write the manifest was not said. Name a file or a folder with --output-path.");
        }

        var path = Path.GetFullPath(output.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? output : Path.Combine(output, DefaultFile));

        // Complete before the file is touched, so that none is left half written.
        using var manifest = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(manifest, new JsonWriterOptions { Indented = true }))
        {
            await new ManifestWriter(new ManifestPublishingContext(context.ExecutionContext, path, writer, context.CancellationToken)).WriteAsync(context.Model);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, manifest.ToArray(), context.CancellationToken);
        context.Summary.Add("Manifest", path);
    }
}
