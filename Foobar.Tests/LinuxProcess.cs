using System.Globalization;

namespace Foobar.Tests;

/// <summary>Looks at processes that are not the test's own children.</summary>
internal static class LinuxProcess
{
    /// <summary>Whether the process runs; one that has ended and waits to be reaped does not.</summary>
    public static bool IsAlive(int id) => AfterName(id) is [not ("Z" or "X"), ..];

    /// <summary>The children of a process, their children, and so on.</summary>
    public static IEnumerable<int> DescendantsOf(int id)
    {
        var parents = All().ToLookup(ParentOf);
        return Below(id);

        IEnumerable<int> Below(int parent) => parents[parent].SelectMany(child => Below(child).Prepend(child));
    }

    /// <summary>Tells a process to end, as a service manager does.</summary>
    public static void Terminate(int id)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The processes whose command line has the text in it.</summary>
    public static IReadOnlyList<int> WithCommandLine(string text) =>
        [.. All().Where(id => ReadOrEmpty(id, "cmdline").Contains(text, StringComparison.Ordinal) && IsAlive(id))];

    public static async Task WaitForEndAsync(int id, CancellationToken cancellationToken)
    {
        while (IsAlive(id))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    private static int ParentOf(int id) => AfterName(id) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    // The fields of proc_pid_stat(5) from the state on; the name before them may contain anything.
    private static string[] AfterName(int id) =>
        ReadOrEmpty(id, "stat") is { Length: > 0 } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : [];

    private static string ReadOrEmpty(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
