using Microsoft.Playwright;

namespace Foobar.DashboardBench.Browser;

/// <param name="Name">What somebody does.</param>
/// <param name="Result">What they then see: a condition in JavaScript, which does not hold before.</param>
/// <param name="DoAsync">Does it, with the keyboard or the mouse.</param>
internal sealed record Interaction(string Name, string Result, Func<IPage, Task> DoAsync);
