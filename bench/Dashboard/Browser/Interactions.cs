using Microsoft.Playwright;

namespace Foobar.DashboardBench.Browser;

/// <summary>A round through the pages, as somebody takes who looks for something.</summary>
internal static class Interactions
{
    private const string Rows = ".grid-window [role=row]";

    // Of the table: below its head, above its last row, in a column without links.
    private static readonly Position s_row = new() { X = 300, Y = 250 };

    public static IReadOnlyList<Interaction> Round { get; } =
    [
        Key("Overview: open", "o", Shown(".tile")),
        Key("Structured logs: open", "s", Shown($".logs-grid {Rows}")),
        new("Structured logs: scroll up", Shown("[aria-label=Follow][aria-pressed=false]"), page => WheelAsync(page, ".logs-grid", -2_000)),
        new("Structured logs: open an entry", Shown(".details"), page => ClickRowAsync(page, ".logs-grid")),
        Key("Structured logs: close it", "Escape", "!document.querySelector('.details')"),
        new("Structured logs: errors only", $"{Every(Rows, ".level.tone-bad")}", page => page.GetByLabel("Level").SelectOptionAsync("Error")),
        new("Structured logs: search", Every(Rows, "[title*='code-100 ']"), page => page.GetByRole(AriaRole.Searchbox).FillAsync("code-100 ")),
        new("Traces: open", Shown($".traces-grid {Rows}"), async page =>
        {
            await page.Locator(".logs-grid").FocusAsync();
            await page.Keyboard.PressAsync("t");
        }),
        new("Traces: open one", Shown($".waterfall {Rows}"), page => ClickRowAsync(page, ".traces-grid")),
        Key("Console: open", "c", Shown(".log-row")),
        new("Console: scroll up", Shown("[aria-label=Follow][aria-pressed=false]"), page => WheelAsync(page, ".log-viewport", -2_000)),
        Key("Resources: open", "r", Shown(".row-link")),
    ];

    private static Interaction Key(string name, string key, string result) => new(name, result, page => page.Keyboard.PressAsync(key));

    private static string Shown(string selector) => $"!!document.querySelector(\"{selector}\")";

    private static string Every(string rows, string part) =>
        $"((rows) => rows.length > 0 && rows.every((row) => row.querySelector(\"{part}\")))([...document.querySelectorAll(\"{rows}\")])";

    private static async Task WheelAsync(IPage page, string selector, float by)
    {
        await page.Locator(selector).HoverAsync(new() { Position = s_row });
        await page.Mouse.WheelAsync(0, by);
    }

    private static Task ClickRowAsync(IPage page, string selector) => page.Locator(selector).ClickAsync(new() { Position = s_row });
}
