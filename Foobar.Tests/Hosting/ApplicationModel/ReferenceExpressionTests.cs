using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Foobar.Tests.Hosting.ApplicationModel;

public sealed class ReferenceExpressionTests
{
    [Fact]
    public async Task GetValueAsync_LiteralsParametersAndBraces_AreJoined()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:password=p{0}w");
        var password = builder.AddParameter("password", secret: true);
        var user = "app";

        var expression = ReferenceExpression.Create($"User={user};Password={password};Json={{}}");

        Assert.Equal("User=app;Password=p{0}w;Json={}", await expression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("User=app;Password={password.value};Json={}", expression.ValueExpression);
    }

    [Fact]
    public async Task GetValueAsync_EndpointWithoutAddress_WaitsForIt()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddExecutable("server", "sh", ".").WithEndpoint(scheme: "tcp", name: "main");
        var endpoint = server.GetEndpoint("main");
        var expression = ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.HostAndPort)}");

        var value = expression.GetValueAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(value.IsCompleted);
        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", 1234);

        Assert.Equal("localhost:1234", await value);
        Assert.Equal("{server.bindings.main.host}:{server.bindings.main.port}", expression.ValueExpression);
    }
}
