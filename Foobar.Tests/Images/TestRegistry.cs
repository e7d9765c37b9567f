using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Images;

/// <summary>A container registry in memory: what pulling and pushing use of the OCI distribution specification.</summary>
internal sealed partial class TestRegistry : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Content)> _manifests = new();
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = new();

    private TestRegistry(WebApplication application, int port)
    {
        _application = application;
        Address = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
    }

    /// <summary>Host and port, as they stand in the name of an image.</summary>
    public string Address { get; }

    public static async Task<TestRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var application = builder.Build();
        var registry = new TestRegistry(application, port);
        application.MapGet("/v2/", () => Results.Ok());
        application.Map("/v2/{**path}", registry.AnswerAsync);
        await application.StartAsync(cancellationToken);
        return registry;
    }

    public string AddBlob(byte[] content)
    {
        var digest = DigestOf(content);
        _blobs[digest] = content;
        return digest;
    }

    public void AddManifest(string repository, string reference, string type, byte[] content)
    {
        _manifests[$"{repository}:{reference}"] = (type, content);
        _manifests[$"{repository}:{DigestOf(content)}"] = (type, content);
    }

    /// <summary>The manifest of an image, or null when nobody pushed it.</summary>
    public byte[]? FindManifest(string repository, string reference) =>
        _manifests.TryGetValue($"{repository}:{reference}", out var manifest) ? manifest.Content : null;

    public byte[] GetBlob(string digest) => _blobs[digest];

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context, string path)
    {
        if (Upload().Match(path) is { Success: true } upload)
        {
            return await UploadAsync(context, upload.Groups["name"].Value, upload.Groups["id"].Value);
        }

        if (Content().Match(path) is not { Success: true } match)
        {
            return Results.NotFound();
        }

        var (name, reference) = (match.Groups["name"].Value, match.Groups["reference"].Value);
        if (match.Groups["kind"].Value == "blobs")
        {
            return _blobs.TryGetValue(reference, out var blob) ? Results.Bytes(blob, "application/octet-stream") : Results.NotFound();
        }

        if (HttpMethods.IsPut(context.Request.Method))
        {
            using var content = new MemoryStream();
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
            AddManifest(name, reference, context.Request.ContentType!, content.ToArray());
            return Results.Created($"/v2/{name}/manifests/{reference}", null);
        }

        if (!_manifests.TryGetValue($"{name}:{reference}", out var manifest))
        {
            return Results.NotFound();
        }

        context.Response.Headers["Docker-Content-Digest"] = DigestOf(manifest.Content);
        return Results.Bytes(manifest.Content, manifest.Type);
    }

    private async Task<IResult> UploadAsync(HttpContext context, string name, string id)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            id = Guid.NewGuid().ToString("N");
            _uploads[id] = new MemoryStream();
        }

        var upload = _uploads[id];
        await context.Request.Body.CopyToAsync(upload, context.RequestAborted);
        if (HttpMethods.IsPut(context.Request.Method))
        {
            // As a registry does, what arrives is held against what it is said to be.
            return AddBlob(upload.ToArray()) == context.Request.Query["digest"] ? Results.Created() : Results.BadRequest();
        }

        context.Response.Headers.Location = $"/v2/{name}/blobs/uploads/{id}";
        context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, upload.Length - 1)}");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    public static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    [GeneratedRegex("^(?<name>.+)/blobs/uploads/(?<id>[^/]*)$")]
    private static partial Regex Upload();

    [GeneratedRegex("^(?<name>.+)/(?<kind>blobs|manifests)/(?<reference>[^/]+)$")]
    private static partial Regex Content();
}
