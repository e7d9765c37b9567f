using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Foobar.Tests.Composition;

/// <summary>The application host as a process: how it ends, and what it leaves behind.</summary>
public sealed partial class AppHostLifeTests : AppHostProcessTest
{
    [Fact]
    public async Task Killed_LeavesNoProcess_AndTheNextRunHasTheData()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes through /proc.");
        var settings = Settings();
        List<int> descendants;
        await using (var first = AppHostProcess.Start(settings))
        {
            await first.WaitForOutputAsync("foobar.com (HTTPS)", Token);
            using var client = Client(first);
            using var created = await client.PostAsJsonAsync("/api/links", new { url = "https://example.org/kept", alias = "kept" }, Token);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            descendants = [.. LinuxProcess.DescendantsOf(first.Id)];
            Assert.True(descendants.Count >= 7, $"Only {descendants.Count} processes: two gateways, two web servers, a failover manager and two MySQL nodes at least.");

            first.Kill();
            await first.WaitForExitAsync(Token);
        }

        foreach (var id in descendants)
        {
            await LinuxProcess.WaitForEndAsync(id, Token);
        }

        await using var second = AppHostProcess.Start(settings);
        await second.WaitForOutputAsync("foobar.com (HTTPS)", Token);
        using var again = Client(second);
        using var followed = await again.GetAsync(new Uri("/kept", UriKind.Relative), Token);
        Assert.Equal("https://example.org/kept", followed.Headers.Location?.ToString());
        LinuxProcess.Terminate(second.Id);
        Assert.Equal(0, await second.WaitForExitAsync(Token));
    }

    [Fact]
    public async Task Terminated_WhileItStarts_EndsWithoutAWord()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes through /proc.");
        await using var host = AppHostProcess.Start(Settings());
        await host.WaitForOutputAsync("Dashboard", Token);

        LinuxProcess.Terminate(host.Id);

        await host.WaitForExitAsync(Token);
        Assert.Equal("", host.Errors);
    }

    [Fact]
    public async Task Terminated_StopsInOrder_AndLeavesNoProcessAndNoPort()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes through /proc.");
        await using var host = AppHostProcess.Start(Settings());
        await host.WaitForOutputAsync("foobar.com (HTTPS)", Token);
        List<int> descendants = [.. LinuxProcess.DescendantsOf(host.Id)];
        var port = new Uri(PrintedUrl().Match(host.Output).Value).Port;

        LinuxProcess.Terminate(host.Id);

        Assert.Equal(0, await host.WaitForExitAsync(Token));
        Assert.All(descendants, id => Assert.False(LinuxProcess.IsAlive(id)));
        using (var freed = new TcpListener(IPAddress.Loopback, port))
        {
            freed.Start();
        }

        var stops = host.Output.Split('\n').Where(l => l.Contains("Stopping", StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).ToList();
        Assert.Equal(["gateway-1", "gateway-2"], stops[..2].Order());
        Assert.Equal(["web-1", "web-2"], stops[2..4].Order());
        Assert.Equal("failover", stops[4]);
        Assert.Equal(["mysql-1", "mysql-2"], stops[5..].Order());
        Assert.DoesNotContain("signal 9", host.Output, StringComparison.Ordinal);
    }

    private string[] Settings() =>
    [
        .. FoobarApp.Settings(Folder),
        "--DcpPublisher:RandomizePorts=true",
    ];

    private static HttpClient Client(AppHostProcess host) => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(PrintedUrl().Match(host.Output).Value),
    };

    [GeneratedRegex(@"http://localhost:\d+(?=  foobar\.com)")]
    private static partial Regex PrintedUrl();
}
