using System.Text.Json;

namespace Foobar.Gateway.Configuration;

/// <summary>Whether the files behind a configuration can be read; the providers themselves go on with no values at all.</summary>
internal static class ConfigurationFiles
{
    private static readonly JsonDocumentOptions s_options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="GatewayConfigurationException">A file is not JSON.</exception>
    public static void Check(IConfigurationBuilder builder)
    {
        foreach (var source in builder.Sources.OfType<FileConfigurationSource>())
        {
            if (source is not { Path: { } path, FileProvider: { } files } || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                || files.GetFileInfo(path) is not { Exists: true } file)
            {
                continue;
            }

            try
            {
                using var stream = file.CreateReadStream();
                using var document = JsonDocument.Parse(stream, s_options);
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
            {
                throw new GatewayConfigurationException($"{file.PhysicalPath} cannot be read: {exception.Message}", exception);
            }
        }
    }
}
