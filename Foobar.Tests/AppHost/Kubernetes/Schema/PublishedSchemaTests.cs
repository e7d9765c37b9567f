using System.Text.Json;
using Foobar.AppHost.Kubernetes.Output;
using k8s;

namespace Foobar.Tests.AppHost.Kubernetes.Schema;

/// <summary>Each published object against what Kubernetes takes, for every way to expose the site.</summary>
public sealed class PublishedSchemaTests
{
    /// <summary>Names a file with the definitions of an API server. Without it the objects are only held to KubernetesClient's types.</summary>
    private const string DefinitionsVariable = "KUBERNETES_OPENAPI";

    // Their definitions come with what implements them.
    private static readonly string[] s_custom = ["gateway.networking.k8s.io/v1", "cert-manager.io/v1"];

    /// <summary>Settings, separated by spaces.</summary>
    public static TheoryData<string> Settings =>
    [
        "",
        "OtlpEndpoint=http://otel-collector.observability:4317 StorageClass=fast Registry=registry.example.com",
        "Tls=None",
        "Exposure=GatewayApi GatewayClass=envoy",
        "Exposure=LoadBalancer Tls=Secret",
        "Exposure=LoadBalancer",
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Publish_Object_IsTheSameWhenReadStrictly(string settings)
    {
        var publication = await Publication.CreateAsync(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        foreach (var (path, yaml) in publication.ObjectFiles)
        {
            if (IsCustom(yaml))
            {
                continue;
            }
            var read = Assert.Single(KubernetesYaml.LoadAllFromString(yaml, strict: true));
            Assert.True(ManifestYaml.Serialize(read) == yaml, $"{path} is not the same when it is read and written again.");
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Publish_Object_IsWhatAnApiServerTakes(string settings)
    {
        var file = Environment.GetEnvironmentVariable(DefinitionsVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(file), $"{DefinitionsVariable} names no file with the definitions of an API server.");
        using var definitions = JsonDocument.Parse(await File.ReadAllTextAsync(file!, TestContext.Current.CancellationToken));
        var schema = new OpenApiSchema(definitions);

        foreach (var (path, yaml) in (await Publication.CreateAsync(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ObjectFiles.Where(item => !IsCustom(item.Value)))
        {
            using var item = JsonDocument.Parse(KubernetesJson.Serialize(KubernetesYaml.LoadAllFromString(yaml, strict: true).Single()));
            Assert.True(!schema.Validate(item.RootElement).Any(), $"{path}: {string.Join(' ', schema.Validate(item.RootElement))}");
        }
    }

    private static bool IsCustom(string yaml) => s_custom.Any(version => yaml.StartsWith($"apiVersion: {version}\n", StringComparison.Ordinal));
}
