using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Foobar.Tests.Images;

/// <summary>An image as it is in a registry.</summary>
internal sealed class PushedImage
{
    private readonly TestRegistry _registry;
    private readonly JsonElement _manifest;

    public PushedImage(TestRegistry registry, string repository, string tag)
    {
        var manifest = registry.FindManifest(repository, tag) ?? throw new InvalidOperationException($"Nobody pushed {repository}:{tag}.");
        _registry = registry;
        _manifest = Parse(manifest);
        Digest = TestRegistry.DigestOf(manifest);
        Root = Parse(Blob(_manifest.GetProperty("config")));
    }

    public string Digest { get; }

    /// <summary>The configuration of its containers: user, ports, environment, labels.</summary>
    public JsonElement Config => Root.GetProperty("config");

    public JsonElement Root { get; }

    public string MediaType => _manifest.GetProperty("mediaType").GetString()!;

    public IReadOnlyDictionary<string, string> Labels => Config.GetProperty(nameof(Labels)).EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!);

    /// <summary>Its environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Config.GetProperty("Env").EnumerateArray().Select(e => e.GetString()!.Split('=', 2)).ToDictionary(e => e[0], e => e[1]);

    /// <summary>What it runs: entry point and arguments.</summary>
    public IReadOnlyList<string> Command => [.. Words("Entrypoint"), .. Words("Cmd")];

    /// <summary>The files of all layers.</summary>
    public IReadOnlyDictionary<string, UnixFileMode> Files()
    {
        Dictionary<string, UnixFileMode> files = [];
        ReadLayers(entry => files[Path(entry)] = entry.Mode);
        return files;
    }

    /// <summary>Unpacks the files of all layers.</summary>
    public void ExtractTo(string folder) => ReadLayers(entry =>
    {
        var path = System.IO.Path.Combine(folder, Path(entry));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        entry.ExtractToFile(path, overwrite: true);
    });

    private void ReadLayers(Action<TarEntry> read)
    {
        foreach (var layer in _manifest.GetProperty("layers").EnumerateArray())
        {
            using var gzip = new GZipStream(new MemoryStream(Blob(layer)), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                {
                    read(entry);
                }
            }
        }
    }

    private IEnumerable<string> Words(string name) =>
        Config.TryGetProperty(name, out var words) && words.ValueKind == JsonValueKind.Array ? words.EnumerateArray().Select(word => word.GetString()!) : [];

    private byte[] Blob(JsonElement descriptor) => _registry.GetBlob(descriptor.GetProperty("digest").GetString()!);

    private static string Path(TarEntry entry) => entry.Name.TrimStart('.', '/');

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;
}
