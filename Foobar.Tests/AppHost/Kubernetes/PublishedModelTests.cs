using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost;
using Foobar.AppHost.Kubernetes;
using k8s.Models;

namespace Foobar.Tests.AppHost.Kubernetes;

/// <summary>Other applications than ours: the model decides what is published, or that it cannot be.</summary>
public sealed class PublishedModelTests
{
    private readonly IDistributedApplicationBuilder _builder = Composer.Begin("--operation", "publish", "--step", "publish");

    [Fact]
    public async Task Create_ProjectThatAsksAnother_FindsItsServiceAndMayReachIt()
    {
        var api = AddProject("api");
        AddProject("front").WithReference(api);

        var application = await CreateAsync();

        Assert.Contains(Get<V1Deployment>(application, "front").Spec.Template.Spec.Containers[0].Env, variable => variable is { Name: "services__api__http__0", Value: "http://api:8080" });
        Assert.Equal(("ClusterIP", null, 8080), (Get<V1Service>(application, "api").Spec.Type, Get<V1Service>(application, "api").Spec.ClusterIP, Get<V1Service>(application, "api").Spec.Ports[0].Port));
        Assert.Equal("front", Get<V1NetworkPolicy>(application, "api").Spec.Ingress[0].FromProperty[0].PodSelector.MatchLabels["app.kubernetes.io/name"]);
        Assert.Equal("api", Get<V1NetworkPolicy>(application, "front").Spec.Egress[0].To[0].PodSelector.MatchLabels["app.kubernetes.io/name"]);
    }

    [Fact]
    public async Task Create_Values_AreTextThatKubernetesTakesAsItIs()
    {
        var secret = _builder.AddParameter("api-key", new GenerateParameterDefault { MinLength = 24 }, secret: true);
        AddProject("api")
            .WithEnvironment("LITERAL", "$(HOME) and {0}")
            .WithEnvironment("WHOLE", secret)
            .WithEnvironment("PART", ReferenceExpression.Create($"key={secret.Resource};$(HOME);{{x}}"));

        var variables = Get<V1Deployment>(await CreateAsync(), "api").Spec.Template.Spec.Containers[0].Env.ToDictionary(variable => variable.Name);

        Assert.Equal("$$(HOME) and {0}", variables["LITERAL"].Value);
        Assert.Equal(("api", "api-key"), (variables["WHOLE"].ValueFrom.SecretKeyRef.Name, variables["WHOLE"].ValueFrom.SecretKeyRef.Key));
        Assert.Equal("key=$(API_KEY);$$(HOME);{x}", variables["PART"].Value);
        Assert.Equal("api-key", variables["API_KEY"].ValueFrom.SecretKeyRef.Key);
    }

    [Fact]
    public async Task Create_SecretThatTwoUse_IsOneSecret()
    {
        var secret = _builder.AddParameter("api-key", new GenerateParameterDefault { MinLength = 24 }, secret: true);
        AddProject("api").WithEnvironment("KEY", secret);
        AddProject("front").WithEnvironment("KEY", secret);

        var application = await CreateAsync();

        Assert.Equal(["api"], application.Secrets.Keys);
        Assert.Equal("api", Get<V1Deployment>(application, "front").Spec.Template.Spec.Containers[0].Env.Single(variable => variable.Name == "KEY").ValueFrom.SecretKeyRef.Name);
    }

    [Fact]
    public async Task Create_ReplicasOfRunMode_AreTheLeast()
    {
        AddProject("api").WithReplicas(3);
        AddProject("front");

        var application = await CreateAsync();

        Assert.Equal(3, Get<V2HorizontalPodAutoscaler>(application, "api").Spec.MinReplicas);
        Assert.Equal(2, Get<V2HorizontalPodAutoscaler>(application, "front").Spec.MinReplicas);
    }

    [Fact]
    public async Task Create_ProjectWithoutHealthCheck_IsRefused()
    {
        _builder.AddProject<Projects.Foobar_Web>("api").WithHttpEndpoint();

        await AssertRefusedAsync("'api' has no health check");
    }

    [Fact]
    public async Task Create_ReplicasThatAreDifferentProjects_AreRefused()
    {
        AddProject("web-1").PublishAsReplicaOf("web");
        _builder.AddProject<Projects.Foobar_Failover>("web-2").WithHttpEndpoint().WithHttpHealthCheck("/health").PublishAsReplicaOf("web");

        await AssertRefusedAsync("'web-1' and 'web-2' are different projects");
    }

    [Fact]
    public async Task Create_ReplicasWhoseEnvironmentsDiffer_AreRefused()
    {
        AddProject("web-1").PublishAsReplicaOf("web").WithEnvironment("MODE", "fast");
        AddProject("web-2").PublishAsReplicaOf("web").WithEnvironment("MODE", "slow");

        await AssertRefusedAsync("their environments differ in MODE");
    }

    [Fact]
    public async Task Create_ReferenceToWhatIsNotPublished_IsRefused()
    {
        var tool = _builder.AddExecutable("tool", "true", ".").WithHttpEndpoint();
        AddProject("api").WithEnvironment(context => context.EnvironmentVariables["TOOL"] = tool.GetEndpoint("http"));

        await AssertRefusedAsync("'tool' is referred to and cannot be published to Kubernetes");
    }

    [Fact]
    public async Task Create_ValueOfAnUnknownKind_IsRefused()
    {
        AddProject("api").WithEnvironment(context => context.EnvironmentVariables["NUMBER"] = 5);

        await AssertRefusedAsync("'api' has the environment variable NUMBER of a kind that cannot be published");
    }

    [Fact]
    public async Task Create_PairWithoutManager_IsRefused()
    {
        _builder.AddMySqlReplication("mysql").AddDatabase("foobar");

        await AssertRefusedAsync("'mysql' has no failover manager");
    }

    [Theory]
    [InlineData("Api", "'Api' cannot be a name in Kubernetes.")]
    [InlineData("secrets", "'secrets' cannot be the name of a resource that is published")]
    public async Task Create_NameThatCannotBe_IsRefused(string name, string expected)
    {
        AddProject(name);

        await AssertRefusedAsync(expected);
    }

    [Fact]
    public async Task WithDestination_Published_IsOneNameForAllReplicas()
    {
        var first = AddProject("web-1").PublishAsReplicaOf("web");
        var second = AddProject("web-2").PublishAsReplicaOf("web");
        AddProject("gateway").WithDestination(first).WithDestination(second);

        var application = await CreateAsync();

        var variable = Assert.Single(Get<V1Deployment>(application, "gateway").Spec.Template.Spec.Containers[0].Env, variable => variable.Name.StartsWith("ReverseProxy", StringComparison.Ordinal));
        Assert.Equal(("ReverseProxy__Clusters__web__Destinations__web__Address", "http://web:8080"), (variable.Name, variable.Value));
        Assert.Equal("None", Get<V1Service>(application, "web").Spec.ClusterIP);
    }

    private static T Get<T>(KubernetesApplication application, string name)
        where T : k8s.IKubernetesObject<V1ObjectMeta> =>
        application.Components.SelectMany(component => component.Objects).OfType<T>().Single(item => item.Metadata.Name == name);

    private IResourceBuilder<ProjectResource> AddProject(string name) =>
        _builder.AddProject<Projects.Foobar_Web>(name).WithHttpEndpoint().WithHttpHealthCheck("/health");

    private Task<KubernetesApplication> CreateAsync() => KubernetesApplication.CreateAsync(
        new DistributedApplicationModel(_builder.Resources), _builder.Configuration, _builder.ExecutionContext, TestContext.Current.CancellationToken);

    private async Task AssertRefusedAsync(string expected)
    {
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(CreateAsync);

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }
}
