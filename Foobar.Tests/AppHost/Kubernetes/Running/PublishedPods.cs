using System.Globalization;
using Foobar.AppHost.MySql;
using Foobar.Tests.AppHost.MySql;
using Foobar.Tests.Failover.Kubernetes;
using Foobar.Tests.Gateway.Discovery.Dns;
using Foobar.Tests.Gateway.Tls;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes.Running;

/// <summary>
/// All pods of the manifests as processes: what they are told is what the manifests say, except for the addresses that they
/// listen on, since all share one machine, and for folders that a pod has mounted.
/// </summary>
internal sealed class PublishedPods(Publication publication, CertificateFolder certificates) : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestDnsServer _dns = new();
    private readonly FakeApiServer _apiServer = new();
    private readonly Dictionary<string, string> _secrets = publication.Application.Secrets.Values.SelectMany(keys => keys)
        .ToDictionary(key => key.Name, key => key.Parameter.Default!.GetDefaultValue());
    private readonly Dictionary<string, PodProcess> _pods = [];
    private readonly Dictionary<string, string> _addresses = [];
    private PodNetwork? _network;

    public string this[string pod] => _addresses[pod];

    public int ManagementPort { get; } = FreePort.Find();

    private PodNetwork Network => _network ??= new(_folder);

    public async Task StartAsync()
    {
        foreach (var node in new[] { "mysql-0", "mysql-1" })
        {
            _addresses[node] = Network.Add($"{node}.mysql");
        }
        await StartNodeAsync("mysql-0");
        await StartNodeAsync("mysql-1");
        await StartManagerAsync("failover-a");
        await StartManagerAsync("failover-b");
        await StartProjectAsync("web", "web-a", []);
        await StartProjectAsync("web", "web-b", []);
        _dns.Set("web", this["web-a"], this["web-b"]);
        await StartProjectAsync("gateway", "gateway-a", new()
        {
            ["Gateway__Discovery__Dns__Servers__0"] = _dns.Address,
            ["Gateway__Management__Port"] = ManagementPort.ToString(CultureInfo.InvariantCulture),
            ["Gateway__Tls__Certificates__0__Path"] = certificates.PathOf("tls.crt"),
            ["Gateway__Tls__Certificates__0__KeyPath"] = certificates.PathOf("tls.key"),
        });
    }

    public void AssertAllRun() => Assert.All(_pods.Values, pod => pod.AssertRuns());

    public string Describe() => string.Join("\n\n", _pods.Select(pod => $"{pod.Key}:\n{pod.Value.Output}"));

    public async Task StartNodeAsync(string name)
    {
        var mysqld = await InstalledMySql.Mysqld;
        var start = Network.CreateStart(MySqlScripts.Folder, "sh", MySqlScripts.Node);
        _pods[name] = new(name, start, publication.Get<V1StatefulSet>("mysql").Spec.Template.Spec.Containers[0].Env, _secrets, new()
        {
            ["MYSQLD"] = mysqld,
            ["MYSQL_NODE_BIND"] = this[name],
            ["MYSQL_NODE_DATA"] = Directory.CreateDirectory(_folder.Combine(name)).FullName,
            ["MYSQL_NODE_TEMPLATES"] = InstalledMySql.Templates,
        });
    }

    public async Task KillAsync(string pod)
    {
        await _pods[pod].KillAsync();
        _pods.Remove(pod);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods.Values.Reverse())
        {
            await pod.DisposeAsync();
        }
        await _apiServer.DisposeAsync();
        _dns.Dispose();
        _folder.Dispose();
    }

    private async Task StartManagerAsync(string name)
    {
        var door = await _apiServer.OpenDoorAsync();
        var kubeconfig = _folder.Combine($"{name}.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{ name: test, cluster: { server: "{{door.Url}}" } }]
            users: [{ name: test, user: { token: test } }]
            contexts: [{ name: test, context: { cluster: test, user: test } }]
            """, TestContext.Current.CancellationToken);
        await StartProjectAsync("failover", name, new() { ["KUBECONFIG"] = kubeconfig, ["Failover__Kubernetes__Namespace"] = FakeApiServer.Namespace });
    }

    private Task StartProjectAsync(string deployment, string name, Dictionary<string, string> changes)
    {
        var address = _addresses[name] = Network.Add();
        var container = publication.Get<V1Deployment>(deployment).Spec.Template.Spec.Containers[0];
        // The images' own names end with the projects'.
        var program = $"Foobar.{char.ToUpperInvariant(deployment[0])}{deployment[1..]}";
        var folder = Path.Combine(Path.GetDirectoryName(FailoverProcess.Folder)!, "..", program, Path.GetFileName(FailoverProcess.Folder));
        changes["ASPNETCORE_URLS"] = string.Join(';', container.Ports.Select(port => $"{port.Name}://{address}:{port.ContainerPort}"));
        changes["TMPDIR"] = Directory.CreateDirectory(_folder.Combine($"tmp-{name}")).FullName;
        _pods[name] = new(name, Network.CreateStart(Path.GetFullPath(folder), Path.Combine(Path.GetFullPath(folder), program)), container.Env, _secrets, changes);
        return Task.CompletedTask;
    }
}
