using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.Hosting.Pipelines;

public sealed class ManifestTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Output => _folder.Combine("manifest.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Manifest_OfTheWholeApplication_IsValid()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Foobar_AppHost>(["--publisher", "manifest", "--output-path", Output], Cancellation);

        await (await builder.BuildAsync(Cancellation)).RunAsync(Cancellation);

        using var manifest = Read(Output);
        ManifestSchema.Check(manifest.RootElement);
        var resources = manifest.RootElement.GetProperty("resources");
        Assert.Subset(resources.EnumerateObject().Select(r => r.Name).ToHashSet(), new HashSet<string> { "gateway", "web-1", "web-2", "failover" });
        Assert.DoesNotContain(Environment.MachineName, resources.GetProperty("gateway").ToString(), StringComparison.Ordinal);
        Assert.True(resources.GetProperty("consistency-token-key").GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean());
        Assert.Equal(2, resources.EnumerateObject().Count(r => r.Value.GetProperty("type").GetString() == "container.v0"));
    }

    [Fact]
    public async Task Manifest_OfEachKindOfResource_IsWhatAspireWrites()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest", "--output-path", Output);
        builder.AddParameter("key", new GenerateParameterDefault { MinLength = 10, Upper = false }, secret: true);
        builder.AddExecutable("tool", "sh", _folder.Path, "-c", "true")
            .WithHttpEndpoint(port: 5000, name: "a")
            .WithHttpEndpoint(targetPort: 8000, name: "b")
            .WithHttpEndpoint(name: "c")
            .WithEnvironment("MODE", "fast");
        builder.AddExecutable("here", "sh", ".").ExcludeFromManifest();
        builder.AddExecutable("told", "sh", ".").WithManifestPublishingCallback(context =>
        {
            context.Writer.WriteString("type", "container.v0");
            context.Writer.WriteString("image", "told:1");
        });
        builder.AddProject<Projects.Foobar_Web>("web").WithHttpEndpoint().WithExternalHttpEndpoints();

        await builder.Build().RunAsync(Cancellation);

        using var manifest = Read(Output);
        ManifestSchema.Check(manifest.RootElement);
        var expected = $$"""
            { "resources": {
              "key": { "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 10, "upper": false } } } } },
              "tool": {
                "type": "executable.v0", "workingDirectory": ".", "command": "sh", "args": [ "-c", "true" ], "env": { "MODE": "fast" },
                "bindings": {
                  "a": { "scheme": "http", "protocol": "tcp", "transport": "http", "port": 5000, "targetPort": 8001 },
                  "b": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8000 },
                  "c": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8002 } } },
              "told": { "type": "container.v0", "image": "told:1" },
              "web": {
                "type": "project.v0", "path": "{{Path.GetRelativePath(_folder.Path, new Projects.Foobar_Web().ProjectPath)}}",
                "env": { "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true", "HTTP_PORTS": "{web.bindings.http.targetPort}" },
                "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } } } } }
            """;
        using var wanted = JsonDocument.Parse(expected);
        Assert.Equal(JsonSerializer.Serialize(wanted.RootElement), JsonSerializer.Serialize(manifest.RootElement));
    }

    [Fact]
    public async Task Manifest_OutputIsAFolder_IsAspireManifestInIt()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--publisher", "manifest", "--output-path", _folder.Combine("new"));

        await builder.Build().RunAsync(Cancellation);

        using var manifest = Read(_folder.Combine("new", "aspire-manifest.json"));
        ManifestSchema.Check(manifest.RootElement);
    }

    [Fact]
    public async Task Manifest_OutputNotNamed_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest");

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(Cancellation));
        Assert.Contains("--output-path", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_ResourceThatCannotBeWritten_LeavesNoFile()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest", "--output-path", Output);
        builder.AddExecutable("tool", "sh", ".").WithEnvironment(_ => throw new DistributedApplicationException("no"));

        await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(Cancellation));

        Assert.False(File.Exists(Output));
    }

    private static JsonDocument Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path));
}
