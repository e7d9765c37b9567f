using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Foobar.AppHost.ContainerImages;
using Foobar.AppHost.MySql.Setup;
using Microsoft.Extensions.Configuration;

namespace Foobar.Tests.Images;

public sealed class ImagePushTests
{
    [Theory]
    [InlineData("push")]
    [InlineData("push-images")]
    public async Task Push_WithoutRegistry_IsRefusedWithTheSetting(string step)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--step", step);
        builder.AddImagePush();

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.Build().RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Kubernetes:Registry", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_WithoutTag_AreThoseOfTheVersion()
    {
        var settings = Read(("Kubernetes:Registry", "ghcr.io/foobar"));

        Assert.Equal("ghcr.io/foobar", settings.Registry);
        Assert.Matches(@"^\d+\.\d+\.\d+$", settings.Tag);
        Assert.Null(settings.BaseImage);
    }

    [Fact]
    public void Arguments_Settings_BecomePropertiesOfTheBuild()
    {
        var settings = Read(("Kubernetes:Registry", "ghcr.io/foobar"), ("Kubernetes:Tag", "7"), ("Images:BaseImage", "mirror/aspnet:10"), ("Images:RuntimeIdentifier", "linux-arm64"));

        var arguments = ImageBuild.GetArguments("/src/Foobar.AppHost", settings, "/tmp/names").ToList();

        Assert.Equal(["build", "/src/build/Images.proj"], arguments[..2]);
        Assert.Equal(
            ["-p:Registry=ghcr.io/foobar", "-p:Tag=7", "-p:PushedImagesFile=/tmp/names", "-p:ContainerBaseImage=mirror/aspnet:10", "-p:ContainerRuntimeIdentifier=linux-arm64"],
            arguments[^5..]);
    }

    [Theory]
    [InlineData("/src/a.targets(5,3): error CONTAINER1013: Failed to push to the output registry. [/src/a.csproj]\nmore", "CONTAINER1013: Failed to push to the output registry.")]
    [InlineData("x(1,1): error MSB4018: The \"CreateNewImage\" task failed unexpectedly. [/a]\nx(1,1): error MSB4018: System.Net.Http.HttpRequestException: Connection refused (localhost:1) [/a]\n", "Connection refused (localhost:1)")]
    [InlineData("", "no such command")]
    public void FindError_OfABuild_IsItsFirstErrorElseItsLastLine(string output, string expected) =>
        Assert.Equal(expected, ImageBuild.FindError(new CommandResult(1, output, "no such command")));

    private static ImageSettings Read(params (string Key, string Value)[] settings) =>
        ImageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, string? (s) => s.Value)).Build());
}
