using System.Globalization;

namespace Foobar.Tests;

/// <summary>Looks at processes that are not the test's own children.</summary>
internal static class LinuxProcess
{
    /// <summary>Whether the process runs; one that has ended and waits to be reaped does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The processes whose command line has the text in it.</summary>
    public static IReadOnlyList<int> WithCommandLine(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && CommandLine(id).Contains(text, StringComparison.Ordinal) && IsAlive(id)),
    ];

    public static async Task WaitForEndAsync(int id, CancellationToken cancellationToken)
    {
        while (IsAlive(id))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
