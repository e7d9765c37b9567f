using System.Diagnostics;
using Foobar.AppHost.Kubernetes.Output;
using Foobar.Bench;
using Foobar.Tests.AppHost.MySql;
using k8s;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>What kubectl makes of the output. Debian's own kubectl is too old for it, so none is installed for these tests.</summary>
public sealed class KustomizeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kustomize_Output_HasAllObjectsInTheNamespaceWithTheirSecretsByContent()
    {
        await PublishAsync();

        var objects = await RenderAsync(".");

        Assert.All(objects.Where(item => item is not V1Namespace), item => Assert.Equal("foobar", item.Metadata.NamespaceProperty));
        var secret = Assert.Single(objects.OfType<V1Secret>(), item => item.Metadata.Name.StartsWith("mysql-", StringComparison.Ordinal)).Metadata.Name;
        var scripts = Assert.Single(objects.OfType<V1ConfigMap>()).Metadata.Name;
        Assert.Matches("^mysql-scripts-[a-z0-9]{10}$", scripts);
        var pods = objects.OfType<V1StatefulSet>().Select(item => item.Spec.Template.Spec).Concat(objects.OfType<V1CronJob>().Select(item => item.Spec.JobTemplate.Spec.Template.Spec)).ToList();
        Assert.Equal(3, pods.Count);
        Assert.All(pods, pod =>
        {
            Assert.Equal(scripts, Assert.Single(pod.Volumes, volume => volume.ConfigMap is not null).ConfigMap.Name);
            Assert.All(pod.Containers[0].Env.Where(variable => variable.ValueFrom?.SecretKeyRef is not null), variable => Assert.Equal(secret, variable.ValueFrom.SecretKeyRef.Name));
        });
        Assert.Contains(
            objects.OfType<V1Deployment>().Single(item => item.Metadata.Name == "web").Spec.Template.Spec.Containers[0].Env,
            variable => variable.ValueFrom?.SecretKeyRef?.Name == secret);
    }

    [Fact]
    public async Task Kustomize_SecretsWithSpecialCharacters_AreTakenAsTheyAre()
    {
        const string value = "a b='c';\"d\"#e$f\\g{h}(g)*~!@%^&|<>?/:+-_.,";
        var path = _folder.Combine("base", "secrets", "web.env");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"consistency-token-key={value}\n", Cancellation);
        await PublishAsync();

        var secret = Assert.Single((await RenderAsync(".")).OfType<V1Secret>(), item => item.Metadata.Name.StartsWith("web-", StringComparison.Ordinal));

        Assert.Equal(value, System.Text.Encoding.UTF8.GetString(secret.Data["consistency-token-key"]));
    }

    [Fact]
    public async Task Kustomize_SmallClusterOverlay_TakesOneMachine()
    {
        await PublishAsync();

        var objects = await RenderAsync("overlays/small");

        Assert.Null(Assert.Single(objects.OfType<V1StatefulSet>()).Spec.Template.Spec.Affinity);
        Assert.All(objects.OfType<V2HorizontalPodAutoscaler>(), scaler => Assert.Equal((1, 2), (scaler.Spec.MinReplicas, scaler.Spec.MaxReplicas)));
        Assert.All(objects.OfType<V1Deployment>(), item => Assert.Equal("50m", item.Spec.Template.Spec.Containers[0].Resources.Requests["cpu"].ToString()));
    }

    [Fact]
    public async Task Kustomize_OverlayWithAnotherNamespace_TakesTheRoleBindingAlong()
    {
        await PublishAsync();
        var overlay = _folder.Combine("overlays", "staging");
        Directory.CreateDirectory(overlay);
        await File.WriteAllTextAsync(Path.Combine(overlay, "kustomization.yaml"), "namespace: staging\nresources:\n- ../../base\n", Cancellation);

        var objects = await RenderAsync("overlays/staging");

        Assert.Equal("staging", Assert.Single(objects.OfType<V1Namespace>()).Metadata.Name);
        Assert.Equal("staging", Assert.Single(objects.OfType<V1RoleBinding>()).Subjects[0].NamespaceProperty);
    }

    public void Dispose() => _folder.Dispose();

    private async Task PublishAsync()
    {
        var publication = await Publication.Default;
        await new OutputFolder(_folder.Path).WriteAsync(publication.Files, publication.Application.Secrets, Cancellation);
    }

    private async Task<List<IKubernetesObject<V1ObjectMeta>>> RenderAsync(string path)
    {
        var kubectl = Programs.Find("kubectl");
        Assert.SkipWhen(kubectl is null, "kubectl is not on this machine.");
        var start = new ProcessStartInfo(kubectl!, ["kustomize", _folder.Combine(path)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, await errors);
        return [.. KubernetesYaml.LoadAllFromString(output, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()];
    }
}
