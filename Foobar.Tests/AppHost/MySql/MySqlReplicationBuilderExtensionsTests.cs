using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Tests.AppHost.MySql;

public class MySqlReplicationBuilderExtensionsTests
{
    private readonly IDistributedApplicationBuilder _builder = Composer.Begin();

    [Fact]
    public void AddMySqlReplication_Name_AddsNodesAndSecretPasswords()
    {
        var mysql = _builder.AddMySqlReplication("db");

        Assert.Equal(["db-1", "db-2"], mysql.Resource.Nodes.Select(node => node.Name));
        Assert.All(
            [mysql.Resource.AppPassword, mysql.Resource.ReplicationPassword, mysql.Resource.ManagerPassword],
            password => Assert.True(password.Secret, password.Name));
    }

    [Fact]
    public void AddDatabase_Twice_NamesTheFirst()
    {
        var mysql = _builder.AddMySqlReplication("db");
        var database = mysql.AddDatabase("links", "foobar");

        Assert.Equal("foobar", database.Resource.DatabaseName);
        Assert.Same(mysql.Resource, database.Resource.Parent);
        var problem = Assert.Throws<DistributedApplicationException>(() => mysql.AddDatabase("other"));
        Assert.Contains("'links'", problem.Message);
    }

    [Fact]
    public void WithReference_Database_GivesTheAppAccountOfBothNodes()
    {
        var database = _builder.AddMySqlReplication("db").AddDatabase("links", "foobar");

        foreach (var node in database.Resource.Parent.Nodes)
        {
            Assert.Equal(
                $"Server={{{node.Name}.bindings.tcp.host}};Port={{{node.Name}.bindings.tcp.port}};" +
                "User ID=app;Password={db-app-password.value};SslMode=Required;Database=foobar",
                database.Resource.GetConnectionString(node).ValueExpression);
        }
    }

    [Fact]
    public void AddMySqlReplication_InPublishMode_CountsNodesAsAStatefulSetDoes()
    {
        var builder = Composer.Begin("--operation", "publish", "--step", "publish");

        Assert.Equal(["db-0", "db-1"], builder.AddMySqlReplication("db").Resource.Nodes.Select(node => node.Name));
    }

    [Fact]
    public async Task WithReference_Database_IsGivenUnderTheNodesNames()
    {
        var database = _builder.AddMySqlReplication("db").AddDatabase("links");
        var tool = _builder.AddExecutable("tool", "true", ".").WithReference(database);

        var environment = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, tool.Resource, environment);
        foreach (var callback in tool.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        Assert.Equal(
            ["ConnectionStrings__db-1", "ConnectionStrings__db-2", "ReplicatedMySql__Nodes__0", "ReplicatedMySql__Nodes__1"],
            environment.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("db-1", "db-2"), (environment["ReplicatedMySql__Nodes__0"], environment["ReplicatedMySql__Nodes__1"]));
    }
}
