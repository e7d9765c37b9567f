using System.Diagnostics;
using System.Net;

namespace Foobar.Tests.Dns;

/// <summary>docs/foobar.com.zone, loaded as BIND's name server loads it.</summary>
public sealed class ZoneFileTests : IDisposable
{
    private static readonly string s_zone = Path.Combine(AppContext.BaseDirectory, "Dns", "foobar.com.zone");

    // RFC 5737 and RFC 3849: nobody has these, so nobody gets our traffic.
    private static readonly IPNetwork[] s_documentation =
    [
        IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8::/32"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foobar-zone-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Zone_IsLoaded_HasTheSiteOnBothLoadBalancers()
    {
        var (exitCode, output) = await LoadAsync(s_zone);

        Assert.True(exitCode == 0, output);
        var records = Records(output);
        foreach (var type in new[] { "A", "AAAA" })
        {
            var site = Data(records, "www.foobar.com.", type);
            Assert.Equal(2, site.Distinct().Count());
            Assert.Equal(site.Order(), Data(records, "foobar.com.", type).Order());
        }

        Assert.Single(Data(records, "foobar.com.", "SOA"));
        Assert.Equal(["ns1.foobar.com.", "ns2.foobar.com."], Data(records, "foobar.com.", "NS").Order());
        Assert.Contains("0 issue \"letsencrypt.org\"", Data(records, "foobar.com.", "CAA"));
        Assert.All(
            records.Where(record => record.Type is "A" or "AAAA"),
            record => Assert.Contains(s_documentation, network => network.Contains(IPAddress.Parse(record.Data))));
    }

    // What a name server would not load, it does not load here either.
    [Theory]
    [InlineData("@ IN CNAME www.foobar.com.")]
    [InlineData("@ IN NS ns3.foobar.com.")]
    [InlineData("www IN A 192.0.2.256")]
    public async Task Zone_WithARecordThatCannotBe_IsRefused(string record)
    {
        var broken = Path.Combine(_folder.FullName, "zone");
        await File.WriteAllTextAsync(broken, await File.ReadAllTextAsync(s_zone, Cancellation) + record + "\n", Cancellation);

        var (exitCode, output) = await LoadAsync(broken);

        Assert.True(exitCode != 0, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Data((string Name, string Type, string Data)[] records, string name, string type) =>
        [.. records.Where(record => record.Name == name && record.Type == type).Select(record => record.Data)];

    // Each record is dumped as a line: name, TTL, class, type, data.
    private static (string Name, string Type, string Data)[] Records(string dump) =>
    [
        .. dump.Split('\n')
            .Select(line => line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts is [_, _, "IN", _, _])
            .Select(parts => (parts[0], parts[3], parts[4])),
    ];

    private static async Task<(int ExitCode, string Output)> LoadAsync(string zone)
    {
        var checker = await DebianPackages.RequireAsync("named-checkzone", "bind9-utils", Cancellation);
        using var process = Process.Start(new ProcessStartInfo(checker, ["-i", "local", "-D", "-o", "-", "foobar.com", zone])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + await error);
    }
}
