using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Testing;
using Foobar.Tests.AppHost.MySql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Hosting.Pipelines;

public sealed class PipelineTests
{
    private static readonly string[] s_several = [WellKnownPipelineSteps.PublishPrereq, "before"];
    private static readonly string[] s_publish = ["--operation", "publish", "--step", "publish"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Publish_RunsItsStepsAndEnds()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        List<string> done = [];
        builder.Pipeline.AddStep("files", Note("files"), dependsOn: s_several, requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep("before", Note("before"));
        builder.Pipeline.AddStep("images", Note("images"), requiredBy: WellKnownPipelineSteps.Push);

        await builder.Build().RunAsync(Cancellation);

        Assert.Equal(["before", "files"], done);

        Func<PipelineStepContext, Task> Note(string name) => _ =>
        {
            done.Add(name);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Run_Publish_StartsNoProcess()
    {
        using var folder = new TestFolder();
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        var marker = folder.Combine("started");
        builder.AddExecutable("server", "touch", ".", marker);
        builder.Pipeline.AddStep("wait", context => Task.Delay(TimeSpan.FromMilliseconds(500), context.CancellationToken), requiredBy: WellKnownPipelineSteps.Publish);

        await builder.Build().RunAsync(Cancellation);

        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task Run_StepThatFails_EndsThePipelineWithItsReason()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        var isReached = false;
        builder.Pipeline.AddStep("files", _ => throw new IOException("The disk is full."), requiredBy: "after");
        builder.Pipeline.AddStep(
            "after",
            _ =>
            {
                isReached = true;
                return Task.CompletedTask;
            },
            requiredBy: WellKnownPipelineSteps.Publish);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(Cancellation));

        Assert.Equal("The step 'files' failed: The disk is full.", e.Message);
        Assert.False(isReached);
    }

    [Fact]
    public async Task Run_TaskThatReportsAFailure_EndsThePipelineWithIt()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        builder.Pipeline.AddStep(
            "files",
            async context =>
            {
                var task = await context.ReportingStep.CreateTaskAsync("Writing", context.CancellationToken);
                await task.FailAsync("no room", context.CancellationToken);
            },
            requiredBy: WellKnownPipelineSteps.Publish);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(Cancellation));

        Assert.Equal("The step 'files' failed: no room", e.Message);
    }

    [Fact]
    public async Task Run_StoppedBeforeItIsDone_IsAFailure()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        builder.Pipeline.AddStep(
            "files",
            context =>
            {
                context.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                return Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
            requiredBy: WellKnownPipelineSteps.Publish);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(Cancellation));

        Assert.Contains("stopped before it was done", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddStep_NameTaken_IsRefused()
    {
        using var builder = DistributedApplicationTestingBuilder.Create(s_publish);

        Assert.Throws<InvalidOperationException>(() => builder.Pipeline.AddStep(WellKnownPipelineSteps.Publish, _ => Task.CompletedTask));
    }

    [Fact]
    public void Create_Publish_IsPublishModeForProduction()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--step", "publish");

        Assert.True(builder.ExecutionContext.IsPublishMode);
        Assert.Equal("Production", builder.Environment.EnvironmentName);
    }

    [Theory]
    [InlineData("--operation", "deploy", "'deploy'")]
    [InlineData("--publisher", "docker", "'docker'")]
    public void Create_UnknownOperationOrPublisher_IsRefused(string option, string value, string named)
    {
        var e = Assert.Throws<DistributedApplicationException>(() => DistributedApplicationTestingBuilder.Create(option, value));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputService_Paths_AreTheFolderNamedAndOneThatIsGoneAfterwards()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create([.. s_publish, "--output-path", "/out"]);
        var resource = builder.AddExecutable("server", "true", ".").Resource;
        var (output, resourceOutput, temporary) = ("", "", "");
        builder.Pipeline.AddStep(
            "paths",
            context =>
            {
                var service = context.Services.GetRequiredService<IPipelineOutputService>();
                (output, resourceOutput, temporary) = (service.GetOutputDirectory(), service.GetOutputDirectory(resource), service.GetTempDirectory());
                Assert.True(Directory.Exists(temporary));
                return Task.CompletedTask;
            },
            requiredBy: WellKnownPipelineSteps.Publish);

        await builder.Build().RunAsync(Cancellation);

        Assert.Equal("/out", output);
        Assert.Equal("/out/server", resourceOutput);
        Assert.False(Directory.Exists(temporary));
    }

    [Fact]
    public async Task Environment_OfAPublishedProject_IsExpressions()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(s_publish);
        var key = builder.AddParameter("key", secret: true);
        var back = builder.AddProject<Projects.Foobar_Web>("back").WithHttpEndpoint();
        var front = builder.AddProject<Projects.Foobar_Gateway>("front")
            .WithHttpEndpoint()
            .WithHttpEndpoint(name: "other")
            .DisableForwardedHeaders()
            .WithReference(back)
            .WithEnvironment("KEY", key);

        Assert.Equal(
            new Dictionary<string, string> { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true", ["HTTP_PORTS"] = "{back.bindings.http.targetPort}" },
            await ExpressionsAsync(builder, back.Resource));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["HTTP_PORTS"] = "{front.bindings.http.targetPort};{front.bindings.other.targetPort}",
                ["services__back__http__0"] = "{back.bindings.http.url}",
                ["KEY"] = "{key.value}",
            },
            await ExpressionsAsync(builder, front.Resource));
    }

    private static async Task<Dictionary<string, string>> ExpressionsAsync(IDistributedApplicationTestingBuilder builder, ProjectResource resource)
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, resource, cancellationToken: Cancellation);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables.ToDictionary(v => v.Key, v => v.Value is IManifestExpressionProvider e ? e.ValueExpression : (string)v.Value);
    }
}
