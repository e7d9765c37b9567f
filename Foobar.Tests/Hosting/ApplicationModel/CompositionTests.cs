using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Foobar.Tests.Hosting.ApplicationModel;

public sealed class CompositionTests : IAsyncDisposable
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Fact]
    public void AddResource_NameTakenInOtherCase_IsRefused()
    {
        _builder.AddExecutable("server", "sh", ".");

        var e = Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("Server", "sh", "."));
        Assert.Contains("'Server'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithEndpoint_NameTaken_IsRefused()
    {
        var server = _builder.AddExecutable("server", "sh", ".").WithHttpEndpoint();

        Assert.Throws<DistributedApplicationException>(() => server.WithHttpEndpoint(port: 8080));
    }

    [Fact]
    public async Task WithHttpEndpoint_PortInAVariableOfItsOwn_IsNotAmongTheUrls()
    {
        var project = _builder.AddProject<Projects.Foobar_Web>("web")
            .WithHttpEndpoint(name: "site")
            .WithHttpEndpoint(name: "management", env: "MANAGEMENT_PORT")
            .Resource;

        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, project);
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var urls = Assert.IsType<string>(context.EnvironmentVariables["ASPNETCORE_URLS"]);
        Assert.Contains("web/site", urls, StringComparison.Ordinal);
        Assert.DoesNotContain("management", urls, StringComparison.Ordinal);
        Assert.True(context.EnvironmentVariables.ContainsKey("MANAGEMENT_PORT"));
    }

    [Fact]
    public void WaitFor_Itself_IsRefused()
    {
        var server = _builder.AddExecutable("server", "sh", ".");

        Assert.Throws<DistributedApplicationException>(() => server.WaitFor(server));
    }

    [Fact]
    public void WithHttpHealthCheck_WithoutHttpEndpoint_IsRefused()
    {
        var server = _builder.AddExecutable("server", "sh", ".");

        Assert.Throws<DistributedApplicationException>(() => server.WithHttpHealthCheck("/health"));
    }

    [Fact]
    public void WithHttpHealthCheck_WithoutName_PrefersHttps()
    {
        var server = _builder.AddExecutable("server", "sh", ".").WithHttpEndpoint().WithHttpsEndpoint();

        server.WithHttpHealthCheck("/health");

        Assert.Equal("server_https_/health_200_check", Assert.Single(server.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Fact]
    public async Task AddParameter_WithoutValue_SaysHowToSetIt()
    {
        var parameter = _builder.AddParameter("password", secret: true);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(async () => await parameter.Resource.GetValueAsync(CancellationToken.None));
        Assert.Contains("Parameters__password", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddParameter_Generated_IsTheSameAtEachReading()
    {
        var parameter = _builder.AddParameter("password", new GenerateParameterDefault { MinLength = 20, Special = false }, secret: true).Resource;

        var value = await parameter.GetValueAsync(CancellationToken.None);

        Assert.Matches("^[A-Za-z0-9]{20}$", value);
        Assert.Equal(value, await parameter.GetValueAsync(CancellationToken.None));
    }

    public ValueTask DisposeAsync() => _builder.DisposeAsync();
}
