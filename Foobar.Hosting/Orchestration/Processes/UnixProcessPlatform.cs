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

    private const string MarkVariable = "FOOBAR_APPHOST_ID";

    // On the end of its input the application host is gone: every group that is left is told to end, then made to.
    // A process that was started in the host's last instant is on no list yet; it is known by the mark in its environment.
    private const string Guarding = """
        mark=$1
        groups=' '
        while read -r op group; do
            case $op in
                +) groups="$groups$group " ;;
                -) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        marked() { grep -lzxF "$mark" /proc/[0-9]*/environ | cut -d / -f 3; }
        signal() { for g in $groups; do kill -s "$1" -- "-$g"; done; for p in $(marked); do kill -s "$1" "$p"; done; }
        alive() { for g in $groups; do kill -s 0 -- "-$g" && return; done; [ -n "$(marked)" ]; }
        exec 2>/dev/null
        signal TERM
        tenths=0
        while alive && [ $tenths -lt 30 ]; do
            sleep 0.1
            tenths=$((tenths + 1))
        done
        signal KILL
        """;

    private readonly Lock _lock = new();
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly Process _guard;
    private bool _disposed;

    public UnixProcessPlatform()
    {
        var start = LeadGroup("/bin/sh", ["-c", Guarding, "guard", $"{MarkVariable}={_mark}"]);
        start.RedirectStandardInput = true;
        _guard = Process.Start(start) ?? throw new Win32Exception("The process guard did not start.");
    }

    public ProcessStartInfo CreateStartInfo(ProcessSpec spec)
    {
        var start = LeadGroup(spec.Command, spec.Arguments);
        start.Environment[MarkVariable] = _mark;
        start.RedirectStandardInput = true;
        return start;
    }

    public void Guard(Process process)
    {
        var id = process.Id;
        Tell('+', id);
        process.Exited += (_, _) =>
        {
            // What the leader left behind goes with it.
            Kill(id);
            Tell('-', id);
        };

        process.StandardInput.Close();
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

    private static ProcessStartInfo LeadGroup(string command, IEnumerable<string> arguments)
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
            if (_disposed)
            {
                return;
            }

            try
            {
                _guard.StandardInput.WriteLine($"{operation} {group}");
                _guard.StandardInput.Flush();
            }
            catch (IOException) when (operation == '-')
            {
                // The guard has died. What it should forget is gone anyway; what it should learn of must not start.
            }
        }
    }

    private static partial class NativeMethods
    {
        [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
        public static partial int Kill(int processId, int signal);
    }
}
