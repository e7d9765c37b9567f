using System.Globalization;

namespace Foobar.GatewayBench.Processes;

/// <summary>What /proc/PID/stat says of a process.</summary>
/// <param name="Group">The group that it belongs to.</param>
/// <param name="CpuTime">The time it used, its own and that of the kernel for it.</param>
internal readonly record struct ProcessStat(int Group, TimeSpan CpuTime)
{
    // USER_HZ, which is part of Linux' interface and the same everywhere.
    private const long TicksPerSecond = 100;

    // Positions after the name, see proc(5).
    private const int GroupField = 2;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;

    public static ProcessStat Parse(string text)
    {
        // The name may hold anything, also blanks and parentheses.
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = Number(fields[UserTimeField]) + Number(fields[SystemTimeField]);
        return new ProcessStat((int)Number(fields[GroupField]), TimeSpan.FromTicks(ticks * (TimeSpan.TicksPerSecond / TicksPerSecond)));
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
