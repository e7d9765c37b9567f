using Foobar.AppHost.MySql.Management;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.AppHost.MySql.Faults;

/// <summary>Commands that break a node, to see what the others make of it.</summary>
internal static class FaultCommands
{
    public const string Kill = "kill";
    public const string Freeze = "freeze";
    public const string Thaw = "thaw";

    // A frozen process runs as far as the engine can tell.
    private const string FrozenProperty = "Frozen";

    /// <summary>Adds the commands to a node.</summary>
    public static void AddTo(IResourceBuilder<IResourceWithEndpoints> node, SendSignal send)
    {
        Add(Kill, "Kill", NodeSignal.Kill, IsRunning, new()
        {
            Description = "End the server at once, as a power cut would.",
            ConfirmationMessage = "The server ends at once, without finishing anything, as in a power cut. If it is the primary, the other node takes over. Start brings it back.",
            IconName = "Power",
        });
        Add(Freeze, "Freeze", NodeSignal.Freeze, snapshot => IsRunning(snapshot) && !IsFrozen(snapshot), new()
        {
            Description = "Halt the server where it is, as a machine that hangs.",
            ConfirmationMessage = "The server halts where it is, as on a machine that hangs: connections stay open and nobody answers. If it is the primary, the other node takes over. Thaw lets it go on.",
            IconName = "Pause",
        });
        Add(Thaw, "Thaw", NodeSignal.Thaw, snapshot => IsRunning(snapshot) && IsFrozen(snapshot), new()
        {
            Description = "Let a frozen server go on.",
            IconName = "Play",
        });
        node.OnBeforeResourceStarted((resource, e, _) => ShowFrozenAsync(e.Services, resource, isFrozen: false));

        void Add(string name, string displayName, NodeSignal signal, Func<CustomResourceSnapshot, bool> canBeGiven, CommandOptions options)
        {
            options.UpdateState = context => canBeGiven(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden;
            node.WithCommand(name, displayName, context => ExecuteAsync(node.Resource, signal, send, context), options);
        }
    }

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        IResource node, NodeSignal signal, SendSignal send, ExecuteCommandContext context)
    {
        try
        {
            await send(node.Name, signal, context.Services, context.CancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            return CommandResults.Failure(e.Message);
        }
        await ShowFrozenAsync(context.Services, node, signal == NodeSignal.Freeze);
        return CommandResults.Success();
    }

    private static Task ShowFrozenAsync(IServiceProvider services, IResource node, bool isFrozen) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(
            node, s => s.WithProperties([FrozenProperty], isFrozen ? [(FrozenProperty, "yes")] : []));

    private static bool IsRunning(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.Running;

    private static bool IsFrozen(CustomResourceSnapshot snapshot) => snapshot.Properties.Any(p => p.Name == FrozenProperty);
}
