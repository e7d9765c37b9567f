using System.Diagnostics;

namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>What launching and ending a process with all its descendants needs of the operating system.</summary>
internal interface IProcessPlatform : IDisposable
{
    /// <summary>Prepares a process that leads a group of its own.</summary>
    ProcessStartInfo CreateStartInfo(ProcessSpec spec);

    /// <summary>Puts a process that was just started under guard: it ends when the application host does, however that ends.</summary>
    void Guard(Process process);

    /// <summary>Asks the process to end.</summary>
    void RequestStop(int processId);

    /// <summary>Ends the process and its descendants at once.</summary>
    void Kill(int processId);
}
