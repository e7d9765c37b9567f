using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.AppHost.Kubernetes;
using Foobar.AppHost.Kubernetes.Output;
using k8s;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>What publish makes of the application host with the given settings, without a folder.</summary>
internal sealed class Publication
{
    private static readonly Lazy<Task<Publication>> s_default = new(() => CreateAsync());

    private Publication(KubernetesApplication application)
    {
        Application = application;
        Files = OutputFiles.Create(application);
    }

    /// <summary>The one without any setting.</summary>
    public static Task<Publication> Default => s_default.Value;

    public KubernetesApplication Application { get; }

    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>All objects, as they were made.</summary>
    public IEnumerable<IKubernetesObject<V1ObjectMeta>> Objects => Application.Components.SelectMany(component => component.Objects);

    /// <summary>The files that hold an object.</summary>
    public IEnumerable<KeyValuePair<string, string>> ObjectFiles => Files.Where(file =>
        file.Key.EndsWith(".yaml", StringComparison.Ordinal) && !file.Key.EndsWith("kustomization.yaml", StringComparison.Ordinal));

    /// <param name="settings">Settings of the section Kubernetes, as <c>Key=value</c>.</param>
    public static async Task<Publication> CreateAsync(params string[] settings)
    {
        string[] args = ["--operation", "publish", "--step", "publish", .. settings.Select(setting => $"--Kubernetes:{setting}")];
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Foobar_AppHost>(args);
        return new(await KubernetesApplication.CreateAsync(
            new DistributedApplicationModel(builder.Resources), builder.Configuration, builder.ExecutionContext, CancellationToken.None));
    }

    public T Get<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Objects.OfType<T>().Single(item => item.Metadata.Name == name);

    /// <summary>The variables of a Deployment's container.</summary>
    public Dictionary<string, string?> GetEnvironment(string deployment) =>
        Get<V1Deployment>(deployment).Spec.Template.Spec.Containers[0].Env.ToDictionary(variable => variable.Name, variable => (string?)variable.Value);
}
