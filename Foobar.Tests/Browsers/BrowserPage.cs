using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Foobar.Tests.Browsers;

/// <summary>A page of a browser, and what a visitor does not see: errors in the console, requests to other hosts.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly string s_screenshots = Path.Combine(Repository.Folder, "TestResults", "screenshots");

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors in the console or in scripts, and requests to other origins, since the page was opened.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public static async Task<BrowserPage> OpenAsync(IBrowserContext context, Uri site)
    {
        var browserPage = new BrowserPage(context, await context.NewPageAsync());
        browserPage.Watch(site);
        return browserPage;
    }

    /// <summary>
    /// Fails where a fault was noted, except those that the test provokes: a browser logs each answer from 400 on as an error.
    /// </summary>
    /// <param name="expected">Parts of the faults that are expected.</param>
    public void AssertNoFaults(params IReadOnlyCollection<string> expected) =>
        Assert.Empty(Faults.Where(fault => !IsExpected(fault, expected)).ToList());

    /// <summary>Keeps a picture of the page among the test results.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="fullPage">Whether also what one has to scroll to is in it.</param>
    public Task ScreenshotAsync(string name, bool fullPage = false) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(s_screenshots, $"{name}.png"),
        FullPage = fullPage,
    });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static bool IsExpected(string fault, IReadOnlyCollection<string> expected) =>
        expected.Any(part => fault.Contains(part, StringComparison.Ordinal));

    private void Watch(Uri site)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _faults.Enqueue($"Console: {message.Text} ({message.Location})");
            }
        };
        Page.PageError += (_, error) => _faults.Enqueue($"Script: {error}");
        Page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != site.Authority)
            {
                _faults.Enqueue($"Request to another host: {url}");
            }
        };
    }
}
