using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Foobar.Tests.Browsers;

/// <summary>What a page is for those who see, hold or hear it otherwise.</summary>
internal static class Accessibility
{
    private const int PhoneWidth = 390;
    private const int PhoneHeight = 844;

    private static readonly AxeRunOptions s_levelsAAndAA = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Fails where axe finds a violation of WCAG 2.2, level A or AA, in the light or the dark scheme.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var result = await page.RunAxe(s_levelsAAndAA);
            Assert.NotEmpty(result.Passes);
            Assert.Empty(result.Violations.Select(violation =>
                $"{scheme}: {violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        }
    }

    /// <summary>Fails where a phone has to scroll sideways to read the page.</summary>
    public static async Task AssertFitsPhoneAsync(this IPage page)
    {
        var before = page.ViewportSize!;
        await page.SetViewportSizeAsync(PhoneWidth, PhoneHeight);
        Assert.Equal(PhoneWidth, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
