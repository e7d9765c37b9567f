using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Foobar.MySql.Topology;
using Foobar.Tests.Gateway.Tls;

namespace Foobar.Tests.AppHost.Kubernetes.Running;

/// <summary>The programs with what the manifests tell them: real MySQL, a name server and an API server of the test's own.</summary>
public sealed class PublishedProgramsTests : IDisposable
{
    // Only so that a test that hangs says how its pods are.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public PublishedProgramsTests() => _timeout.CancelAfter(s_timeout);

    private CancellationToken Token => _timeout.Token;

    public void Dispose() => _timeout.Dispose();

    [Fact]
    public async Task Pods_OfTheManifests_MakeLinksFollowThemAndSurviveTheirPrimary()
    {
        await PodNetwork.RequireAsync();
        using var certificates = new CertificateFolder();
        certificates.Write("tls", "www.foobar.com", "foobar.com");
        await using var pods = new PublishedPods(await Publication.CreateAsync("Exposure=LoadBalancer", "Tls=Secret"), certificates);
        await pods.StartAsync();
        using var client = CreateClient(pods);

        await CreateLinkAsync(pods, client, "before");
        var primary = (await WaitForPairAsync(pods)).Primary!;
        pods.AssertAllRun();
        await pods.KillAsync(primary);
        await CreateLinkAsync(pods, client, "after");

        foreach (var alias in new[] { "before", "after" })
        {
            using var followed = await client.GetAsync($"https://www.foobar.com/{alias}", Token);
            Assert.Equal(($"https://example.com/{alias}", true), (followed.Headers.Location?.ToString(), followed.Headers.Contains("Strict-Transport-Security")));
            using var redirected = await client.GetAsync($"http://www.foobar.com/{alias}", Token);
            Assert.Equal((HttpStatusCode.PermanentRedirect, $"https://www.foobar.com/{alias}"), (redirected.StatusCode, redirected.Headers.Location?.ToString()));
        }

        await pods.StartNodeAsync(primary);
        Assert.NotEqual(primary, (await WaitForPairAsync(pods)).Primary);
        using var management = new HttpClient();
        var status = await management.GetStringAsync($"http://127.0.0.1:{pods.ManagementPort}/status", Token);
        Assert.Contains(pods["web-a"], status, StringComparison.Ordinal);
        Assert.Contains(pods["web-b"], status, StringComparison.Ordinal);
    }

    // Whatever is asked for, the gateway is asked.
    private static HttpClient CreateClient(PublishedPods pods) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(pods["gateway-a"], context.DnsEndPoint.Port == 443 ? 8443 : 8080, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=www.foobar.com" },
    });

    private async Task CreateLinkAsync(PublishedPods pods, HttpClient client, string alias)
    {
        while (true)
        {
            try
            {
                using var response = await client.PostAsJsonAsync("https://www.foobar.com/api/links", new { url = $"https://example.com/{alias}", alias }, Token);
                if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict)
                {
                    return;
                }
                Assert.True(response.StatusCode >= HttpStatusCode.InternalServerError, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Token)}");
            }
            catch (HttpRequestException)
            {
                // It starts.
            }
            await WaitAsync(pods);
        }
    }

    private async Task<ClusterTopology> WaitForPairAsync(PublishedPods pods)
    {
        using var client = new HttpClient();
        while (true)
        {
            foreach (var manager in new[] { "failover-a", "failover-b" })
            {
                var topology = await client.GetFromJsonAsync($"http://{pods[manager]}:8080/topology", ClusterTopologyJson.TypeInfo, Token);
                if (topology is { Mode: ClusterMode.Paired, IsWritable: true, IsStandby: false } && topology.Nodes.All(node => node.IsHealthy))
                {
                    return topology;
                }
            }
            await WaitAsync(pods);
        }
    }

    private async Task WaitAsync(PublishedPods pods)
    {
        pods.AssertAllRun();
        try
        {
            await Task.Delay(100, Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(pods.Describe());
        }
    }
}
