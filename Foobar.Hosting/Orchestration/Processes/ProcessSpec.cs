namespace Foobar.Hosting.Orchestration.Processes;

/// <summary>What is needed to launch a process. A variable that is null is not inherited.</summary>
internal sealed record ProcessSpec(
    string Command,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string?> Environment,
    Action<string, bool> OnOutput);
