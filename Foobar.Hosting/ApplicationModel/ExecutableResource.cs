namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program of the operating system.</summary>
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Creates the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">The program: a path, or a name that is looked up on PATH.</param>
    /// <param name="workingDirectory">The directory it runs in.</param>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>The program: a path, or a name that is looked up on PATH.</summary>
    public string Command { get; }

    /// <summary>The directory it runs in.</summary>
    public string WorkingDirectory { get; }
}
