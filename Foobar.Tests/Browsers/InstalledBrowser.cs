using Foobar.Bench;
using Microsoft.Playwright;

namespace Foobar.Tests.Browsers;

/// <summary>The Chromium that browser tests use: one that is told or found, or else installed.</summary>
internal static class InstalledBrowser
{
    /// <summary>The path of a browser of the Chromium family, for machines where it is not found by its name.</summary>
    public const string Setting = "FOOBAR_BROWSER";

    private static readonly string[] s_programs =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    // Not on PATH there.
    private static readonly string[] s_applications =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly SemaphoreSlim s_oneAtATime = new(1);

    /// <summary>The path of the browser; a test that cannot have one is skipped, in CI (where <c>CI</c> is set) it fails.</summary>
    public static async Task<string> RequireAsync(IPlaywright playwright, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } told)
        {
            Assert.True(File.Exists(told), $"{Setting} is '{told}', where there is no file.");
            return told;
        }

        await s_oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Find(playwright) ?? await InstallAsync(playwright, cancellationToken);
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    private static string? Find(IPlaywright playwright) => s_programs.Select(Programs.Find)
        .Concat([.. s_applications, playwright.Chromium.ExecutablePath])
        .FirstOrDefault(File.Exists);

    private static async Task<string> InstallAsync(IPlaywright playwright, CancellationToken cancellationToken)
    {
        // A distribution's own package brings the libraries that it needs; where there is none, Playwright fetches its build.
        if (Programs.Find("apt-get") is not null && Environment.IsPrivilegedProcess
            && await DebianPackages.FindOrInstallAsync("chromium", "chromium", cancellationToken) is { Path: { } packaged })
        {
            return packaged;
        }

        // Prints its progress; blocks until it is done.
        var exitCode = await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]), cancellationToken);
        if (exitCode == 0 && File.Exists(playwright.Chromium.ExecutablePath))
        {
            return playwright.Chromium.ExecutablePath;
        }

        var reason = $"There is no Chromium, Chrome or Edge on this machine, and none could be installed. Install one, or set {Setting} to its path.";
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), reason);
        throw new InvalidOperationException(reason);
    }
}
