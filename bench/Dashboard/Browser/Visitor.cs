using Foobar.Bench;
using Microsoft.Playwright;

namespace Foobar.DashboardBench.Browser;

/// <summary>Goes through the pages in a browser, and measures there how long it takes from the key or click to the picture.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly ViewportSize s_laptop = new() { Width = 1280, Height = 720 };
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    // Both times are the browser's own: that of the event, and that after the frame in which the result is drawn.
    private const string Measure = """
        (() => {
          const holds = () => CONDITION;
          window.measured = new Promise((resolve) => {
            const types = ['keydown', 'pointerdown', 'wheel', 'input', 'change'];
            const look = (since) => requestAnimationFrame(() =>
              holds() ? setTimeout(() => resolve(performance.now() - since)) : look(since));
            const begun = (event) => {
              types.forEach((type) => removeEventListener(type, begun, true));
              look(event.timeStamp);
            };
            types.forEach((type) => addEventListener(type, begun, true));
          });
        })()
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private Visitor(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    /// <summary>Milliseconds that each interaction took.</summary>
    public IReadOnlyDictionary<string, List<double>> Times { get; } = Interactions.Round.ToDictionary(interaction => interaction.Name, _ => new List<double>());

    /// <param name="chromium">The browser's path.</param>
    /// <param name="login">The address that signs in.</param>
    public static async Task<Visitor> StartAsync(string chromium, Uri login)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--disable-gpu", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = s_laptop });
        await page.GotoAsync(login.ToString());
        return new(playwright, browser, page);
    }

    /// <summary>Goes round and round until cancelled.</summary>
    /// <exception cref="BenchException">What somebody did had no result.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var interaction in Interactions.Round)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                Times[interaction.Name].Add(await MeasureAsync(interaction));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task<double> MeasureAsync(Interaction interaction)
    {
        try
        {
            await _page.EvaluateAsync(Measure.Replace("CONDITION", interaction.Result, StringComparison.Ordinal));
            await interaction.DoAsync(_page);
            return await _page.EvaluateAsync<double>("window.measured").WaitAsync(s_limit);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            throw new BenchException($"'{interaction.Name}' had no result in the browser: {e.Message}", e);
        }
    }
}
