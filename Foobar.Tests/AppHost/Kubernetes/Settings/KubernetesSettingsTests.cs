using Aspire.Hosting;

namespace Foobar.Tests.AppHost.Kubernetes.Settings;

public sealed class KubernetesSettingsTests
{
    [Theory]
    [InlineData("Hosts=foo_bar.com", "Kubernetes:Hosts has 'foo_bar.com' in it. Each part must be a host name such as www.foobar.com.")]
    [InlineData("Hosts=foobar", "Kubernetes:Hosts")]
    [InlineData("Hosts=10.0.0.1", "Kubernetes:Hosts")]
    [InlineData("Hosts=www.foobar.com,,foobar.com", "Kubernetes:Hosts")]
    [InlineData("Hosts=www.foobar.com,www.foobar.com", "names the same twice")]
    [InlineData("Namespace=Foobar", "Kubernetes:Namespace is 'Foobar'. It must be a DNS label")]
    [InlineData("Registry=https://registry.example.com", "Kubernetes:Registry")]
    [InlineData("Tag=latest:1", "Kubernetes:Tag")]
    [InlineData("Tag=1_000", "Kubernetes:Tag")]
    [InlineData("Exposure=NodePort", "Kubernetes:Exposure is 'NodePort'. It must be one of Ingress, GatewayApi, LoadBalancer.")]
    [InlineData("Exposure=1", "Kubernetes:Exposure")]
    [InlineData("Exposure=GatewayApi", "Kubernetes:GatewayClass is not set.")]
    [InlineData("Tls=Off", "Kubernetes:Tls is 'Off'. It must be one of CertManager, Secret, None.")]
    [InlineData("TlsSecret=a_b", "Kubernetes:TlsSecret")]
    [InlineData("TrustedProxies=10.0.0.1", "Kubernetes:TrustedProxies has '10.0.0.1' in it.")]
    [InlineData("ApiServerNetworks=everywhere", "Kubernetes:ApiServerNetworks")]
    [InlineData("TraceSampleRate=1.1", "Kubernetes:TraceSampleRate is '1.1'. It must be a share from 0 to 1")]
    [InlineData("TraceSampleRate=5%", "Kubernetes:TraceSampleRate is '5%'.")]
    [InlineData("OtlpEndpoint=otel:4317", "Kubernetes:OtlpEndpoint is 'otel:4317'. It must be a URL with a port")]
    [InlineData("web:Replicas=0", "Kubernetes:web:Replicas is '0'. It must be a number from 1 to 1000.")]
    [InlineData("web:MaxReplicas=2", "Kubernetes:web:MaxReplicas is '2'. It must be a number from 3 to 1000.")]
    [InlineData("failover:MaxReplicas=5", "Kubernetes:failover:MaxReplicas is no setting.")]
    [InlineData("web:Cpu=lots", "Kubernetes:web:Cpu is 'lots'. It must be processor time above zero, such as 500m or 2.")]
    [InlineData("web:Cpu=0", "Kubernetes:web:Cpu")]
    [InlineData("web:CpuLimit=100m", "Kubernetes:web:CpuLimit is '100m'. It must be at least Cpu, which is 250m.")]
    [InlineData("web:Memory=512", "Kubernetes:web:Memory is '512'. It must be a size above zero with its unit, such as 256Mi or 10Gi.")]
    [InlineData("web:Memory=0Mi", "Kubernetes:web:Memory")]
    [InlineData("web:Image=foobar-web", "Kubernetes:web:Image")]
    [InlineData("web:Image=foobar-web:latest", "Kubernetes:web:Image")]
    [InlineData("mysql:StorageSize=10", "Kubernetes:mysql:StorageSize is '10'.")]
    [InlineData("mysql:StorageSize=big", "Kubernetes:mysql:StorageSize is 'big'.")]
    [InlineData("mysql:Secret=My Secret", "Kubernetes:mysql:Secret")]
    [InlineData("mysql:Replicas=3", "Kubernetes:mysql:Replicas is no setting.")]
    [InlineData("mysql-backup:Schedule=daily", "Kubernetes:mysql-backup:Schedule is 'daily'. It must be a schedule of five fields")]
    [InlineData("mysql-backup:Keep=0", "Kubernetes:mysql-backup:Keep")]
    [InlineData("webb:Replicas=2", "Kubernetes:webb is no setting. Known are ")]
    [InlineData("Hots=foobar.com", "Kubernetes:Hots is no setting.")]
    [InlineData("web=2", "Kubernetes:web is no setting itself. Known are Kubernetes:web:Cpu")]
    [InlineData("Tag:0=1.0.0", "Kubernetes:Tag is one setting and not several.")]
    [InlineData("Hosts:0=foo_bar.com", "Kubernetes:Hosts has 'foo_bar.com' in it.")]
    public async Task Publish_WrongSetting_IsNamed(string setting, string expected)
    {
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => Publication.CreateAsync(setting));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry.example.com/team", null, "registry.example.com/team/foobar-web:2.0.0")]
    [InlineData("localhost:5000", null, "localhost:5000/foobar-web:2.0.0")]
    [InlineData("", null, "foobar-web:2.0.0")]
    [InlineData("", "registry.example.com/web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "registry.example.com/web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task Publish_Images_AreFromTheRegistryWithTheTag(string registry, string? image, string expected)
    {
        var publication = await Publication.CreateAsync([$"Registry={registry}", "Tag=2.0.0", .. image is null ? (string[])[] : [$"web:Image={image}"]]);

        Assert.Equal(expected, publication.Get<k8s.Models.V1Deployment>("web").Spec.Template.Spec.Containers[0].Image);
    }

    [Fact]
    public async Task Documentation_Settings_AreThoseThatThereAre()
    {
        var known = (await Publication.Default).Application.Settings.Known;
        var documented = File.ReadLines(Path.Combine(Projects.Foobar_AppHost.ProjectPath, "..", "docs", "kubernetes.md"))
            .SkipWhile(line => line != "## Settings").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(','))
            .Select(setting => $"Kubernetes:{setting.Trim(' ', '`')}");

        Assert.Equal(known.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Publish_ListAsASection_IsTaken()
    {
        var publication = await Publication.CreateAsync("Hosts:0=www.example.org", "Hosts:1=example.org");

        Assert.Equal(["www.example.org", "example.org"], publication.Application.Settings.Hosts);
    }

    [Fact]
    public async Task Publish_ComponentSettings_AreTaken()
    {
        var publication = await Publication.CreateAsync(
            "StorageClass=fast", "web:Replicas=3", "web:MaxReplicas=20", "web:Cpu=1.5", "web:Memory=1Gi", "mysql:Memory=4Gi", "mysql:StorageSize=100Gi", "failover:Replicas=3");

        var scaler = publication.Get<k8s.Models.V2HorizontalPodAutoscaler>("web").Spec;
        Assert.Equal((3, 20), (scaler.MinReplicas, scaler.MaxReplicas));
        var resources = publication.Get<k8s.Models.V1Deployment>("web").Spec.Template.Spec.Containers[0].Resources;
        Assert.Equal(("1500m", "2", "1Gi", "1Gi"), (
            resources.Requests["cpu"].ToString(), resources.Limits["cpu"].ToString(), resources.Requests["memory"].ToString(), resources.Limits["memory"].ToString()));
        Assert.Contains("cpu: \"2\"\n", publication.Files["base/web/deployment.yaml"], StringComparison.Ordinal);
        var claim = Assert.Single(publication.Get<k8s.Models.V1StatefulSet>("mysql").Spec.VolumeClaimTemplates).Spec;
        Assert.Equal(("100Gi", "fast"), (claim.Resources.Requests["storage"].ToString(), claim.StorageClassName));
        Assert.Equal(3, publication.Get<k8s.Models.V1Deployment>("failover").Spec.Replicas);
        Assert.EndsWith("innodb_buffer_pool_size = 2048M\ninnodb_redo_log_capacity = 512M\n", publication.Files["base/mysql/mysql-node.cnf"], StringComparison.Ordinal);
    }
}
