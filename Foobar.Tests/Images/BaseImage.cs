using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Foobar.Tests.Images;

/// <summary>An image of one small file, in the place of Microsoft's base image.</summary>
internal static class BaseImage
{
    private const string Repository = "dotnet/aspnet";
    private const string Tag = "base";

    private static readonly string[] s_environment = ["PATH=/usr/bin:/bin"];

    public const string File = "etc/base";

    /// <summary>Puts the image into a registry, and says its name.</summary>
    public static string AddTo(TestRegistry registry)
    {
        var tar = Tar();
        var layer = Compress(tar);
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            os = "linux",
            config = new { User = "0", Env = s_environment },
            rootfs = new { type = "layers", diff_ids = new[] { TestRegistry.DigestOf(tar) } },
            history = new[] { new { created_by = "test" } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            config = new { mediaType = "application/vnd.oci.image.config.v1+json", size = config.Length, digest = registry.AddBlob(config) },
            layers = new[] { new { mediaType = "application/vnd.oci.image.layer.v1.tar+gzip", size = layer.Length, digest = registry.AddBlob(layer) } },
        });
        registry.AddManifest(Repository, Tag, "application/vnd.oci.image.manifest.v1+json", manifest);
        return $"{registry.Address}/{Repository}:{Tag}";
    }

    private static byte[] Tar()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, File) { DataStream = new MemoryStream("base"u8.ToArray()) });
        }

        return tar.ToArray();
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
