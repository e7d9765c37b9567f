using System.Diagnostics;
using System.Globalization;

namespace Foobar.GatewayBench.Processes;

/// <summary>
/// The temporary folder of a run and the processes that use it. A small shell kills what is left of these and deletes the
/// folder on the end of its input, which comes also when this program is killed.
/// </summary>
internal sealed class ProcessGuard : IAsyncDisposable
{
    private const string Guarding = """
        groups=' '
        while read -r op group; do
            case $op in
                +) groups="$groups$group " ;;
                -) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        exec 2>/dev/null
        for g in $groups; do kill -s KILL -- "-$g"; done
        rm -rf "$1"
        """;

    private readonly Lock _lock = new();
    private readonly Process _shell;

    public ProcessGuard()
    {
        Folder = Directory.CreateTempSubdirectory("foobar-gateway-bench-").FullName;

        // A session of its own: Ctrl+C is for this program alone, which ends the others.
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Guarding, "guard", Folder]) { RedirectStandardInput = true };
        _shell = Process.Start(start)!;
    }

    /// <summary>Where anything may be written: it goes with this.</summary>
    public string Folder { get; }

    public void Add(int group) => Tell('+', group);

    public void Remove(int group) => Tell('-', group);

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private void Tell(char operation, int group)
    {
        lock (_lock)
        {
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation} {group}"));
            _shell.StandardInput.Flush();
        }
    }
}
