using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.AppHost.MySql;

public sealed class MySqlFailoverBuilderExtensionsTests
{
    private readonly IDistributedApplicationBuilder _builder = Composer.Begin("--MySql:DataFolder=/data");

    [Fact]
    public async Task WithFailoverOf_Manager_IsToldAllItNeeds()
    {
        var mysql = _builder.AddMySqlReplication("db");
        mysql.AddDatabase("links", "foobar");
        var manager = _builder.AddExecutable("failover", "true", ".").WithHttpEndpoint().WithFailoverOf(mysql);

        var environment = await ReadEnvironmentAsync(manager.Resource);

        Assert.Equal(
            [
                "ConnectionStrings__db-1=Server={db-1.bindings.tcp.host};Port={db-1.bindings.tcp.port};User ID=manager;Password={db-manager-password.value};SslMode=Required",
                "ConnectionStrings__db-2=Server={db-2.bindings.tcp.host};Port={db-2.bindings.tcp.port};User ID=manager;Password={db-manager-password.value};SslMode=Required",
                "Failover__Database=foobar",
                "Failover__Nodes__0__Name=db-1",
                "Failover__Nodes__0__PeerHost={db-1.bindings.tcp.host}",
                "Failover__Nodes__0__PeerPort={db-1.bindings.tcp.port}",
                "Failover__Nodes__1__Name=db-2",
                "Failover__Nodes__1__PeerHost={db-2.bindings.tcp.host}",
                "Failover__Nodes__1__PeerPort={db-2.bindings.tcp.port}",
                "Failover__ReplicationPassword={db-replication-password.value}",
                $"Failover__WitnessFile={Path.Combine(Path.GetFullPath("/data"), "failover", "witness.json")}",
            ],
            environment.Where(v => v.Key.StartsWith("ConnectionStrings", StringComparison.Ordinal) || v.Key.StartsWith("Failover", StringComparison.Ordinal))
                .Select(v => $"{v.Key}={(v.Value is IManifestExpressionProvider provider ? provider.ValueExpression : v.Value)}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithFailoverOf_Manager_WaitsForNoNodeAndBelongsToThem()
    {
        var mysql = _builder.AddMySqlReplication("db");

        var manager = _builder.AddExecutable("failover", "true", ".").WithFailoverOf(mysql);

        Assert.Same(manager.Resource, mysql.Resource.Manager);
        Assert.DoesNotContain(manager.Resource.Annotations.OfType<WaitAnnotation>(), w => mysql.Resource.Nodes.Contains(w.Resource));
        Assert.All(mysql.Resource.Nodes, node => Assert.Contains(
            manager.Resource.Annotations.OfType<ResourceRelationshipAnnotation>(), r => r.Resource == node && r.Type == "Reference"));
        Assert.Contains(manager.Resource.Annotations.OfType<ResourceRelationshipAnnotation>(), r => r.Resource == mysql.Resource && r.Type == "Parent");
    }

    [Fact]
    public void WithFailoverOf_Twice_NamesTheFirst()
    {
        var mysql = _builder.AddMySqlReplication("db");
        _builder.AddExecutable("first", "true", ".").WithFailoverOf(mysql);

        var problem = Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("second", "true", ".").WithFailoverOf(mysql));

        Assert.Contains("'first'", problem.Message);
    }

    private async Task<Dictionary<string, object>> ReadEnvironmentAsync(ExecutableResource resource)
    {
        var environment = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, resource, environment);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context);
        }
        return environment;
    }
}
