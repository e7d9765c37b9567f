using System.Text.Json;

namespace Foobar.Bench;

/// <summary>Writes the raw figures to a file.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task WriteAsync<T>(FileInfo file, T figures, CancellationToken cancellationToken)
    {
        file.Directory?.Create();
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, figures, s_json, cancellationToken);
    }
}
