using System.Globalization;
using Foobar.MySql.Topology;
using Foobar.Tests.AppHost.MySql;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>Two real servers and two managers as processes, of which one is elected by a Lease.</summary>
internal sealed class ElectedPair : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<FailoverProcess> _managers = [];

    public ElectedPair() => Servers = [new("mysql-0", _folder.Combine("mysql-0"), 1), new("mysql-1", _folder.Combine("mysql-1"), 2)];

    public FakeApiServer ApiServer { get; } = new();

    public TestFolder Folder => _folder;

    public IReadOnlyList<TestServer> Servers { get; }

    public Dictionary<string, Door> Doors { get; } = [];

    public TestServer this[string name] => Servers.Single(server => server.Name == name);

    /// <summary>Starts all, and waits until the servers are a pair with a table to write to.</summary>
    /// <returns>The manager that leads, and the other one.</returns>
    public async Task<(FailoverProcess Leader, FailoverProcess Standby)> StartAsync()
    {
        await Task.WhenAll(Servers.Select(server => server.StartAsync()));
        var leader = await StartManagerAsync("failover-a");
        var topology = await leader.WaitForAsync(IsPair);
        await this[topology.Primary!].ExecuteAsync("app", "CREATE TABLE foobar.t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50))");
        var standby = await StartManagerAsync("failover-b");
        await standby.WaitForAsync(t => t is { IsStandby: true, Leader: "failover-a", Primary: not null } && t.Nodes.All(node => node.IsHealthy));
        return (leader, standby);
    }

    public static bool IsPair(ClusterTopology topology) =>
        topology is { Mode: ClusterMode.Paired, IsWritable: true, IsStandby: false } && topology.Nodes.All(node => node.IsHealthy);

    /// <summary>Starts a manager with the environment of a pod, or with some of it changed.</summary>
    public async Task<FailoverProcess> StartManagerAsync(string pod, Dictionary<string, string>? changes = null, params string[] launcher)
    {
        Doors[pod] = await ApiServer.OpenDoorAsync();
        var kubeconfig = _folder.Combine($"{pod}.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{ name: test, cluster: { server: "{{Doors[pod].Url}}" } }]
            users: [{ name: test, user: { token: test } }]
            contexts: [{ name: test, context: { cluster: test, user: test } }]
            """, TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["KUBECONFIG"] = kubeconfig,
            ["Failover__Kubernetes__Lease"] = FakeApiServer.Name,
            ["Failover__Kubernetes__Namespace"] = FakeApiServer.Namespace,
            ["Failover__Database"] = TestServer.Database,
            ["Failover__ReplicationPassword"] = TestServer.ReplicationPassword,
        };
        foreach (var (i, server) in Servers.Index())
        {
            environment[$"ConnectionStrings__{server.Name}"] = server.ConnectionString("manager") + ";Pooling=true";
            environment[$"Failover__Nodes__{i}__Name"] = server.Name;
            environment[$"Failover__Nodes__{i}__PeerHost"] = server.Address.Host;
            environment[$"Failover__Nodes__{i}__PeerPort"] = server.Port.ToString(CultureInfo.InvariantCulture);
        }
        foreach (var (name, value) in changes ?? [])
        {
            environment[name] = value;
        }
        _managers.Add(new(pod, environment, launcher));
        return _managers[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var manager in _managers)
        {
            await manager.DisposeAsync();
        }
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }
        await ApiServer.DisposeAsync();
        _folder.Dispose();
    }
}
