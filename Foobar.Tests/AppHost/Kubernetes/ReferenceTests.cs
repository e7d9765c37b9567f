using System.Text.RegularExpressions;
using Foobar.Tests.AppHost.Kubernetes.Policy;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>Whatever an object names, there is.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public async Task Variables_ThatOthersReferTo_ComeBeforeThem()
    {
        var manifests = Manifests.Read(await Publication.Default);

        Assert.All(manifests.Pods, pod =>
        {
            HashSet<string> seen = [];
            foreach (var variable in pod.Container.Env)
            {
                Assert.All(Reference().Matches(variable.Value ?? ""), match => Assert.Contains(match.Groups[1].Value, seen));
                seen.Add(variable.Name);
            }
        });
    }

    [Fact]
    public async Task Secrets_ThatPodsRead_AreMadeWithTheirKeys()
    {
        var publication = await Publication.Default;
        var manifests = Manifests.Read(publication);

        Assert.All(manifests.Pods.SelectMany(pod => pod.Container.Env).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>(), reference =>
            Assert.Contains(reference.Key, publication.Application.Secrets[reference.Name].Select(key => key.Name)));
        Assert.Equal(["mysql", "web"], publication.Application.Secrets.Keys);
    }

    [Fact]
    public async Task Secrets_ThatExist_AreReadAndNotMade()
    {
        var publication = await Publication.CreateAsync("mysql:Secret=vault-mysql");

        Assert.Equal(["web"], publication.Application.Secrets.Keys);
        var names = Manifests.Read(publication).Pods.SelectMany(pod => pod.Container.Env).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name).OfType<string>().Distinct();
        Assert.Equal(["vault-mysql", "web"], names.Order());
        Assert.DoesNotContain("mysql.env", publication.Files["base/kustomization.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volumes_ThatPodsMount_AreThere()
    {
        var manifests = Manifests.Read(await Publication.Default);
        var claims = manifests.All<V1PersistentVolumeClaim>().Select(claim => claim.Metadata.Name)
            .Concat(manifests.All<V1StatefulSet>().SelectMany(set => Enumerable.Range(0, set.Spec.Replicas!.Value)
                .Select(ordinal => $"{set.Spec.VolumeClaimTemplates[0].Metadata.Name}-{set.Metadata.Name}-{ordinal}")))
            .ToList();

        Assert.All(manifests.Pods, pod =>
        {
            var own = pod.Owner is V1StatefulSet set ? set.Spec.VolumeClaimTemplates.Select(claim => claim.Metadata.Name) : [];
            Assert.All(pod.Container.VolumeMounts, mount => Assert.Contains(mount.Name, pod.Spec.Volumes.Select(volume => volume.Name).Concat(own)));
            Assert.All(pod.Spec.Volumes, volume =>
            {
                Assert.Contains(volume.Name, pod.Container.VolumeMounts.Select(mount => mount.Name));
                Assert.True(volume.ConfigMap is null || manifests.Generated.Contains(volume.ConfigMap.Name));
                Assert.True(volume.PersistentVolumeClaim is null || claims.Contains(volume.PersistentVolumeClaim.ClaimName));
            });
        });
    }

    [Fact]
    public async Task Scripts_ThatCommandsName_AreInTheConfigMap()
    {
        var publication = await Publication.Default;
        var scripts = publication.Application.Components.SelectMany(component => component.ConfigMaps.Values).SelectMany(files => files).Select(file => $"/scripts/{file.Name}").ToList();

        var named = Manifests.Read(publication).Pods.Select(pod => pod.Container)
            .SelectMany(container => new[] { container.Command, container.StartupProbe?.Exec?.Command, container.ReadinessProbe?.Exec?.Command, container.LivenessProbe?.Exec?.Command })
            .SelectMany(command => command ?? [])
            .SelectMany(part => Script().Matches(part).Select(match => match.Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, script => Assert.Contains(script, scripts));
    }

    [Fact]
    public async Task Restore_Template_NeverRunsByItself()
    {
        var template = Manifests.Read(await Publication.Default).Get<V1CronJob>("mysql-restore");

        Assert.True(template.Spec.Suspend);
        Assert.Equal("", template.Spec.JobTemplate.Spec.Template.Spec.Containers[0].Env.Single(variable => variable.Name == "MYSQL_RESTORE_FILE").Value);
    }

    [Fact]
    public async Task RoleBinding_OfTheManager_LeadsToItsLeaseAndNothingElse()
    {
        var manifests = Manifests.Read(await Publication.Default);
        var binding = Assert.Single(manifests.All<V1RoleBinding>());
        var rule = Assert.Single(manifests.Get<V1Role>(binding.RoleRef.Name).Rules);
        var lease = Assert.Single(manifests.All<V1Lease>());

        Assert.Equal(("ServiceAccount", "failover"), (binding.Subjects[0].Kind, binding.Subjects[0].Name));
        Assert.Equal(["leases"], rule.Resources);
        Assert.Equal([lease.Metadata.Name], rule.ResourceNames);
        Assert.Equal(["get", "update"], rule.Verbs);
        Assert.Equal(lease.Metadata.Name, (await Publication.Default).GetEnvironment("failover")["Failover__Kubernetes__Lease"]);
        Assert.Null(lease.Spec);
        Assert.Null(lease.Metadata.Annotations);
    }

    [Fact]
    public async Task NetworkPolicies_Edges_AreThoseOfThePicture()
    {
        var manifests = Manifests.Read(await Publication.Default);

        Assert.Equal(
            [
                "failover → mysql:3306", "failover → network 0.0.0.0/0:443,6443", "failover → network ::/0:443,6443",
                "gateway → web:8080",
                "mysql → mysql:3306",
                "mysql-backup → mysql:3306",
                "web → mysql:3306",
            ],
            Edges(manifests, policy => policy.Spec.Egress?.SelectMany(rule => rule.To.Select(peer => $"{policy.Metadata.Name} → {Describe(peer)}:{Ports(rule.Ports)}"))));
        Assert.Equal(
            [
                "gateway ← namespace ingress-nginx:8080",
                "mysql ← failover:3306", "mysql ← mysql-backup:3306", "mysql ← mysql:3306", "mysql ← web:3306",
                "web ← gateway:8080",
            ],
            Edges(manifests, policy => policy.Spec.Ingress?.SelectMany(rule => rule.FromProperty.Select(peer => $"{policy.Metadata.Name} ← {Describe(peer)}:{Ports(rule.Ports)}"))));
    }

    [Fact]
    public async Task NetworkPolicies_OfTheNamespace_DenyAllAndAllowDns()
    {
        var manifests = Manifests.Read(await Publication.Default);
        var deny = manifests.Get<V1NetworkPolicy>("default-deny").Spec;
        var dns = manifests.Get<V1NetworkPolicy>("allow-dns").Spec;

        Assert.Equal((null, null), (deny.Ingress, deny.Egress));
        Assert.Equal(["Ingress", "Egress"], deny.PolicyTypes);
        Assert.Null(deny.PodSelector.MatchLabels);
        Assert.Null(dns.PodSelector.MatchLabels);
        Assert.Equal(["53/UDP", "53/TCP"], Assert.Single(dns.Egress).Ports.Select(port => $"{port.Port.Value}/{port.Protocol}"));
    }

    [Fact]
    public async Task NetworkPolicies_WithACollector_LetProjectsReachIt()
    {
        var manifests = Manifests.Read(await Publication.CreateAsync("OtlpEndpoint=http://otel-collector.observability.svc.cluster.local:4318"));

        Assert.All(["failover", "gateway", "web"], name =>
        {
            Assert.Contains(manifests.Get<V1NetworkPolicy>(name).Spec.Egress, rule => Describe(rule.To[0]) == "namespace observability" && Ports(rule.Ports) == "4318");
            Assert.Contains(manifests.Pod(name).Container.Env, variable => variable is { Name: "OTEL_EXPORTER_OTLP_PROTOCOL", Value: "http/protobuf" });
        });
        Assert.DoesNotContain(manifests.Get<V1NetworkPolicy>("mysql").Spec.Egress, rule => Ports(rule.Ports) == "4318");
    }

    [Theory]
    [InlineData(null, "0.01")]
    [InlineData("TraceSampleRate=0.25", "0.25")]
    public async Task Traces_WithACollector_AreDecidedOnByTheGatewayAlone(string? setting, string expected)
    {
        const string collector = "OtlpEndpoint=http://otel-collector.observability:4317";
        var manifests = Manifests.Read(await Publication.CreateAsync(setting is null ? [collector] : [collector, setting]));

        Assert.Equal(
            ["OTEL_TRACES_SAMPLER=parentbased_traceidratio", $"OTEL_TRACES_SAMPLER_ARG={expected}"],
            Sampler("gateway"));
        Assert.Empty(Sampler("web"));
        Assert.Empty(Sampler("failover"));

        IEnumerable<string> Sampler(string name) => manifests.Pod(name).Container.Env
            .Where(variable => variable.Name.StartsWith("OTEL_TRACES_", StringComparison.Ordinal))
            .Select(variable => $"{variable.Name}={variable.Value}");
    }

    [Fact]
    public async Task GracePeriods_OfPods_AreLongerThanTheyTakeToStop()
    {
        var manifests = Manifests.Read(await Publication.Default);

        // The drain time and the time for the last requests, unless set: DrainOptions and GracefulShutdown.
        Assert.All(["failover", "gateway", "web"], name =>
            Assert.True(manifests.Pod(name).Spec.TerminationGracePeriodSeconds >= (manifests.Pod(name).Container.Lifecycle?.PreStop.Sleep.Seconds ?? 0) + 2 + 5));
        Assert.All(["gateway", "web"], name => Assert.NotNull(manifests.Pod(name).Container.Lifecycle?.PreStop.Sleep));
    }

    [Fact]
    public async Task Environment_OfPublishedProjects_HasNothingOfThisMachineOrEngine()
    {
        var publication = await Publication.Default;

        Assert.All(["failover", "gateway", "web"], name => Assert.DoesNotContain(publication.GetEnvironment(name).Keys, key =>
            key is "ASPNETCORE_ENVIRONMENT" or "ASPNETCORE_URLS" or "ASPNETCORE_FORWARDEDHEADERS_ENABLED" or "Failover__WitnessFile"));
    }

    [GeneratedRegex(@"(?<!\$)\$\(([A-Za-z0-9_]+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/scripts/[a-z.-]+")]
    private static partial Regex Script();

    private static IEnumerable<string> Edges(Manifests manifests, Func<V1NetworkPolicy, IEnumerable<string>?> select) => manifests.All<V1NetworkPolicy>()
        .Where(policy => policy.Metadata.Name is not ("allow-dns" or "acme-solver"))
        .SelectMany(policy => select(policy) ?? [])
        .Order(StringComparer.Ordinal);

    private static string Describe(V1NetworkPolicyPeer peer) =>
        peer.IpBlock is { } block ? $"network {block.Cidr}"
        : peer.NamespaceSelector is { } space ? $"namespace {space.MatchLabels["kubernetes.io/metadata.name"]}"
        : peer.PodSelector.MatchLabels["app.kubernetes.io/name"];

    private static string Ports(IEnumerable<V1NetworkPolicyPort> ports) => string.Join(',', ports.Select(port => port.Port.Value));
}
