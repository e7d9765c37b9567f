namespace Foobar.Tests.Images;

[Collection(ImageTestSet.Name)]
public sealed class ImageTests(PushedImages images)
{
    public static TheoryData<string, string> Programs => new()
    {
        { "foobar-gateway", "Foobar.Gateway" },
        { "foobar-web", "Foobar.Web" },
        { "foobar-failover", "Foobar.Failover" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_RunsItsProgramAsAUserThatIsNotRoot(string name, string program)
    {
        var image = images[name];

        Assert.Equal(["dotnet", $"/app/{program}.dll"], image.Command);
        Assert.Equal("1654", image.Config.GetProperty("User").GetString());
        Assert.Equal("/app/", image.Config.GetProperty("WorkingDir").GetString());
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", image.MediaType);
        Assert.Equal("linux", image.Root.GetProperty("os").GetString());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_ListensOnOnePort(string name, string program)
    {
        _ = program;

        Assert.Equal(["8080/tcp"], images[name].Config.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name));
        Assert.Equal("8080", images[name].Environment["ASPNETCORE_HTTP_PORTS"]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_HoldsItsProgramOnTopOfTheBase(string name, string program)
    {
        var files = images[name].Files();

        Assert.Contains(BaseImage.File, files.Keys);
        Assert.Subset(files.Keys.ToHashSet(), new HashSet<string> { $"app/{program}.dll", $"app/{program}.runtimeconfig.json", $"app/{program}.deps.json", "app/appsettings.json" });
        Assert.DoesNotContain(files.Keys, file => file.Contains("Development", StringComparison.Ordinal) || Path.GetExtension(file) is ".sh" or ".xml" or ".config");
        Assert.All(files.Values, mode => Assert.True(mode.HasFlag(UnixFileMode.OtherRead), "A file cannot be read by the user."));
        Assert.All(files.Values, mode => Assert.False(mode.HasFlag(UnixFileMode.OtherWrite), "A file can be written by the user."));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_HasTheLabelsOfTheImageSpecification(string name, string program)
    {
        var labels = images[name].Labels;

        Assert.Equal(program, labels["org.opencontainers.image.title"]);
        Assert.Equal(PushedImages.Tag, labels["org.opencontainers.image.version"]);
        Assert.Equal("MIT", labels["org.opencontainers.image.licenses"]);
        Assert.NotEmpty(labels["org.opencontainers.image.description"]);
        Assert.NotEmpty(labels["org.opencontainers.image.base.name"]);
        Assert.StartsWith("sha256:", labels["org.opencontainers.image.base.digest"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Image_UnlessSaidOtherwise_IsBuiltOnTheChiseledBase(string name, string program)
    {
        _ = name;
        var project = Path.Combine(PushedImages.AppHostDirectory, "..", program, $"{program}.csproj");

        var (exitCode, output) = await PushedImages.RunAsync(["msbuild", project, "-t:ComputeContainerBaseImage", "-getProperty:ContainerBaseImage"], TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", output.Trim());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Push_SaysTheNameByWhichAnImageIsPinned(string name, string program)
    {
        _ = program;

        Assert.Contains($"{images.Registry}/{name}:{PushedImages.Tag}@{images[name].Digest}", images.Names);
    }

    [Theory]
    [InlineData("Registry", "Tag=1.2.3")]
    [InlineData("Tag", "Registry=localhost:1")]
    public async Task Push_SettingMissing_IsOneLineThatNamesIt(string missing, string given)
    {
        var project = Path.Combine(PushedImages.AppHostDirectory, "..", "build", "Images.proj");

        var (exitCode, output) = await PushedImages.RunAsync(["build", project, "--nologo", "--verbosity", "quiet", $"-p:{given}"], TestContext.Current.CancellationToken);

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"-p:{missing}=", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
