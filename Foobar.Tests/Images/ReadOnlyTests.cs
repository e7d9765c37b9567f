using System.Net;
using System.Runtime.Versioning;

namespace Foobar.Tests.Images;

/// <summary>The programs of the images, where nothing can be written but temporary files.</summary>
[SupportedOSPlatform("linux")]
[Collection(ImageTestSet.Name)]
public sealed class ReadOnlyTests : IDisposable
{
    // Only so that a test that hangs fails.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly PushedImages _images;

    public ReadOnlyTests(PushedImages images)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The images are Linux's.");
        _images = images;
        _timeout.CancelAfter(s_timeout);
    }

    public void Dispose() => _timeout.Dispose();

    [Fact]
    public async Task Gateway_StartsAnswersAndStops()
    {
        await using var gateway = PodProcess.Start(_images["foobar-gateway"]);

        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(gateway, "/alive"));
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(gateway, "/health"));
        Assert.Equal(0, await gateway.StopAsync(_timeout.Token));
        Assert.DoesNotContain(Complaints(gateway), line => !line.Contains("web-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Web_StartsAnswersAndStops()
    {
        await using var web = PodProcess.Start(
            _images["foobar-web"],
            new Dictionary<string, string>
            {
                ["ConnectionStrings__mysql-1"] = "Server=127.0.0.1;Port=1;User ID=app;Password=x;SslMode=Required;Database=foobar",
                ["ConnectionStrings__mysql-2"] = "Server=127.0.0.1;Port=2;User ID=app;Password=x;SslMode=Required;Database=foobar",
                ["ConsistencyToken__Key"] = new string('k', 48),
            });

        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(web, "/alive"));

        // It has no database here, and says so.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetStatusAsync(web, "/health"));
        Assert.Equal(0, await web.StopAsync(_timeout.Token));
        Assert.DoesNotContain(Complaints(web), line => !line.Contains("MySQL node", StringComparison.Ordinal));
    }

    // A line of the console's log has its level and category, and below it what happened.
    private static IEnumerable<string> Complaints(PodProcess process)
    {
        var lines = process.Log.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("info: ", StringComparison.Ordinal));
        return lines.Index().Where(line => line.Item.StartsWith("warn: ", StringComparison.Ordinal) || line.Item.StartsWith("fail: ", StringComparison.Ordinal) || line.Item.StartsWith("crit: ", StringComparison.Ordinal))
            .Select(line => $"{line.Item} {lines[line.Index + 1]}");
    }

    private async Task<HttpStatusCode> GetStatusAsync(PodProcess process, string path)
    {
        using var response = await process.GetAsync(path, _timeout.Token);
        return response.StatusCode;
    }
}
