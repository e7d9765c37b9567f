using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>Start, stop and restart, for everything the engine runs.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource, Orchestrator orchestrator)
    {
        Add(KnownResourceCommands.StartCommand, "Start", "Start the resource.", state => !IsUp(state) && state != KnownResourceStates.Stopping, async id => await orchestrator.StartInstanceAsync(id));
        Add(KnownResourceCommands.StopCommand, "Stop", "Stop the resource.", IsUp, async id => await orchestrator.StopInstanceAsync(id));
        Add(KnownResourceCommands.RestartCommand, "Restart", "Stop the resource and start it again.", state => state == KnownResourceStates.Running, async id =>
        {
            await orchestrator.StopInstanceAsync(id);
            await orchestrator.StartInstanceAsync(id);
        });

        void Add(string name, string displayName, string description, Func<string?, bool> canBeGiven, Func<string, Task> execute) =>
            resource.Annotations.Add(new ResourceCommandAnnotation(
                name,
                displayName,
                context => canBeGiven(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
                async context =>
                {
                    await execute(context.ResourceName);
                    return CommandResults.Success();
                },
                new CommandOptions { Description = description, IsHighlighted = true }));
    }

    private static bool IsUp(string? state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting;
}
