using System.Net;
using System.Text.RegularExpressions;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed partial class AssetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    public async Task Page_WhatItRefersTo_IsServed(string page)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();
        var left = new Queue<Uri>(References(new Uri(dashboard.Client.BaseAddress!, page), await dashboard.Client.GetStringAsync(page, Cancellation)));
        var seen = new HashSet<Uri>();
        Assert.NotEmpty(left);

        while (left.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }

            using var response = await dashboard.Client.GetAsync(address, Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} is {response.StatusCode}");
            foreach (var reference in References(address, await response.Content.ReadAsStringAsync(Cancellation)))
            {
                left.Enqueue(reference);
            }
        }
    }

    // The content security policy would refuse them.
    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    public async Task Page_Always_HasNothingInline(string page)
    {
        await using var dashboard = await TestDashboard.StartSignedInAsync();

        var html = await dashboard.Client.GetStringAsync(page, Cancellation);

        Assert.DoesNotMatch(InlineCode(), html);
    }

    private static IEnumerable<Uri> References(Uri from, string text) => Reference().Matches(text).Select(match => new Uri(from, match.Groups["path"].Value));

    [GeneratedRegex("""(?:href="|src="|from '|import ')(?<path>(?:/assets/|\.{1,2}/)[^"']+)["']""")]
    private static partial Regex Reference();

    [GeneratedRegex("""<style|<script>|\sstyle=|\son\w+=""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();
}
