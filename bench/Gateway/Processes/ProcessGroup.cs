using System.Globalization;

namespace Foobar.GatewayBench.Processes;

/// <summary>What a process and all that it started use together.</summary>
internal static class ProcessGroup
{
    private const string ResetPeak = "5";
    private const string PeakLine = "VmHWM:";

    public static TimeSpan CpuTime(int group) => Members(group).Aggregate(TimeSpan.Zero, (sum, member) => sum + member.Stat.CpuTime);

    /// <summary>The most memory each had at once since <see cref="ForgetPeakMemory"/>, in bytes; what they share counts for each.</summary>
    public static long PeakMemory(int group) => Members(group).Sum(member => PeakMemoryOf(ReadOrEmpty($"{member.Folder}/status")));

    public static void ForgetPeakMemory(int group)
    {
        foreach (var (folder, _) in Members(group))
        {
            try
            {
                File.WriteAllText($"{folder}/clear_refs", ResetPeak);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Then it is the peak since its start.
            }
        }
    }

    /// <summary>The peak that /proc/PID/status names, in bytes.</summary>
    public static long PeakMemoryOf(string status)
    {
        foreach (var line in status.Split('\n'))
        {
            if (line.StartsWith(PeakLine, StringComparison.Ordinal))
            {
                return 1024 * long.Parse(line[PeakLine.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    private static List<(string Folder, ProcessStat Stat)> Members(int group)
    {
        var members = new List<(string, ProcessStat)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(Path.GetFileName(folder)[0]) && ReadOrEmpty($"{folder}/stat") is { Length: > 0 } text
                && ProcessStat.Parse(text) is var stat && stat.Group == group)
            {
                members.Add((folder, stat));
            }
        }

        return members;
    }

    // A process may end while it is looked at.
    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
