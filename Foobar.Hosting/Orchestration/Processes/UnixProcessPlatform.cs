using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>Process groups by setsid; a small shell guards them against the death of the application host.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixProcessPlatform : IProcessPlatform
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    // Held back until the guard knows the group: an application host that dies in between closes the pipe, and nothing starts.
    private const string HeldBack = "read -r go || exit 125; exec \"$@\" </dev/null";

    // On the end of its input the application host is gone: every group that is left is told to end, then made to.
    private const string Guarding = """
        groups=' '
        while read -r op group; do
            case $op in
                +) groups="$groups$group " ;;
                -) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        for g in $groups; do kill -s TERM -- "-$g" 2>/dev/null; done
        for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
            left=
            for g in $groups; do kill -s 0 -- "-$g" 2>/dev/null && left=1; done
            [ -n "$left" ] || exit 0
            sleep 0.1
        done
        for g in $groups; do kill -s KILL -- "-$g" 2>/dev/null; done
        """;

    private readonly Lock _lock = new();
    private readonly Process _guard;
    private bool _disposed;

    public UnixProcessPlatform()
    {
        var start = LeadGroup("/bin/sh", ["-c", Guarding]);
        start.RedirectStandardInput = true;
        _guard = Process.Start(start) ?? throw new Win32Exception("The process guard did not start.");
    }

    public ProcessStartInfo CreateStartInfo(ProcessSpec spec)
    {
        var start = LeadGroup("/bin/sh", ["-c", HeldBack, "sh", spec.Command, .. spec.Arguments]);
        start.RedirectStandardInput = true;
        return start;
    }

    public void Guard(Process process)
    {
        var id = process.Id;
        Tell('+', id);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            // What the leader left behind goes with it.
            Kill(id);
            Tell('-', id);
        };

        try
        {
            process.StandardInput.WriteLine("go");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it was let go; its exit is seen by whoever waits for it.
        }
    }

    public void RequestStop(int processId) => _ = NativeMethods.Kill(processId, SigTerm);

    public void Kill(int processId) => _ = NativeMethods.Kill(-processId, SigKill);

    public void Dispose()
    {
        lock (_lock)
        {
            // Whatever still runs is ended by the guard.
            _disposed = true;
            _guard.StandardInput.Close();
        }

        _guard.WaitForExit(TimeSpan.FromSeconds(5));
        _guard.Dispose();
    }

    private static ProcessStartInfo LeadGroup(string command, string[] arguments)
    {
        // macOS has no setsid program, but Perl.
        return OperatingSystem.IsMacOS()
            ? new ProcessStartInfo("/usr/bin/perl", ["-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV", command, .. arguments])
            : new ProcessStartInfo("setsid", [command, .. arguments]);
    }

    private void Tell(char operation, int group)
    {
        lock (_lock)
        {
            if (_disposed || _guard.HasExited)
            {
                return;
            }

            _guard.StandardInput.WriteLine($"{operation} {group}");
            _guard.StandardInput.Flush();
        }
    }

    private static partial class NativeMethods
    {
        [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
        public static partial int Kill(int processId, int signal);
    }
}
