using Microsoft.Playwright;

namespace Foobar.Tests.Browsers;

/// <summary>A browser without a window, started when the first test opens a page, and shared by those that follow.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    // Long, for a machine that is busy: who waits longer only fails later.
    private const float ExpectTimeout = 20_000;

    private static readonly ViewportSize s_laptop = new() { Width = 1280, Height = 720 };

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty page in a session of its own: no cookie or storage of another.</summary>
    /// <param name="site">The address that relative ones are relative to; requests to any other origin are noted.</param>
    /// <param name="configure">Changes the session: size, colour scheme, without script …</param>
    internal async Task<BrowserPage> OpenAsync(Uri site, Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            // The development certificates' authority is known to nobody.
            IgnoreHTTPSErrors = true,
            ViewportSize = s_laptop,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        };
        configure?.Invoke(options);
        var browser = await StartAsync();
        return await BrowserPage.OpenAsync(await browser.NewContextAsync(options), site);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await _starting.WaitAsync(Cancellation);
        try
        {
            Assertions.SetDefaultExpectTimeout(ExpectTimeout);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = await InstalledBrowser.RequireAsync(_playwright, Cancellation),
                Args = ["--disable-gpu", "--disable-background-networking"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
