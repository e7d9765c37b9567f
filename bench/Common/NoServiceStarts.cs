using System.Runtime.Versioning;

namespace Foobar.Bench;

/// <summary>While this lasts no package starts its service when it is installed (invoke-rc.d's policy layer).</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class NoServiceStarts : IDisposable
{
    private const string Policy = "/usr/sbin/policy-rc.d";
    private const string Kept = Policy + ".foobar";
    private const string Forbid = "#!/bin/sh\nexit 101\n";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public NoServiceStarts()
    {
        // Left behind when an earlier run was killed: then what stands there now is ours.
        if (File.Exists(Policy) && !File.Exists(Kept))
        {
            File.Move(Policy, Kept);
        }

        File.WriteAllText(Policy, Forbid);
        File.SetUnixFileMode(Policy, Executable);
    }

    public void Dispose()
    {
        File.Delete(Policy);
        if (File.Exists(Kept))
        {
            File.Move(Kept, Policy);
        }
    }
}
