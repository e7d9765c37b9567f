using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>One job object holds all processes: Windows ends them when the application host's handle to it closes.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsProcessPlatform : IProcessPlatform
{
    private const uint CtrlBreak = 1;
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private readonly SafeFileHandle _job;

    public WindowsProcessPlatform()
    {
        _job = NativeMethods.CreateJobObject(IntPtr.Zero, null);
        var limits = new JobObjectExtendedLimitInformation { BasicLimitInformation = { LimitFlags = KillOnJobClose } };
        if (_job.IsInvalid || !NativeMethods.SetInformationJobObject(_job, ExtendedLimitInformation, in limits, (uint)Marshal.SizeOf<JobObjectExtendedLimitInformation>()))
        {
            throw new Win32Exception();
        }
    }

    public ProcessStartInfo CreateStartInfo(ProcessSpec spec) => new(spec.Command, spec.Arguments) { CreateNewProcessGroup = true };

    public void Guard(Process process)
    {
        if (!NativeMethods.AssignProcessToJobObject(_job, process.SafeHandle))
        {
            throw new Win32Exception();
        }
    }

    public void RequestStop(int processId) => _ = NativeMethods.GenerateConsoleCtrlEvent(CtrlBreak, (uint)processId);

    public void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    public void Dispose() => _job.Dispose();

    [StructLayout(LayoutKind.Sequential)]
    private struct JobObjectBasicLimitInformation
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct JobObjectExtendedLimitInformation
    {
        public JobObjectBasicLimitInformation BasicLimitInformation;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    private static partial class NativeMethods
    {
        [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
        public static partial SafeFileHandle CreateJobObject(IntPtr attributes, string? name);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool SetInformationJobObject(SafeFileHandle job, int informationClass, in JobObjectExtendedLimitInformation information, uint length);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool AssignProcessToJobObject(SafeFileHandle job, SafeProcessHandle process);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
    }
}
