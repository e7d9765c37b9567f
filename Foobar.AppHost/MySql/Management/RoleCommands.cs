using Microsoft.Extensions.DependencyInjection;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Commands that the failover manager carries out, or refuses with a reason.</summary>
internal static class RoleCommands
{
    public const string SwitchOver = "switch-over";
    public const string Rejoin = "rejoin";

    /// <summary>Adds the pair's command.</summary>
    public static void AddTo(IResourceBuilder<MySqlReplicationResource> pair) => pair.WithCommand(
        SwitchOver,
        "Switch over",
        context => ExecuteAsync(pair.Resource, context, client => client.SwitchOverAsync(context.CancellationToken)),
        new CommandOptions
        {
            Description = "Make the replica the primary and the primary the replica.",
            ConfirmationMessage = "The replica becomes the primary and the primary the replica. Nothing is lost; writes wait for a moment.",
            IconName = "ArrowSwap",
            IsHighlighted = true,
            UpdateState = context => State(IsRunning(context.ResourceSnapshot)),
        });

    /// <summary>Adds a node's command.</summary>
    public static void AddTo(IResourceBuilder<IResourceWithEndpoints> node, MySqlReplicationResource pair) => node.WithCommand(
        Rejoin,
        "Rejoin",
        context => ExecuteAsync(pair, context, client => client.RejoinAsync(node.Resource.Name, context.CancellationToken)),
        new CommandOptions
        {
            Description = "Replace the node's data by a copy of the primary's.",
            ConfirmationMessage = "All data of this node is thrown away, with any change that the primary does not have, and copied anew from the primary.",
            IconName = "ArrowSync",
            // Whether a node needs it is for the manager to say; the primary has nobody to copy from.
            UpdateState = context => State(IsRunning(context.ResourceSnapshot)
                && !context.ResourceSnapshot.Properties.Any(p => p.Name == TopologyProperties.Role && p.Value as string == "primary")),
        });

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        MySqlReplicationResource pair, ExecuteCommandContext context, Func<FailoverManagerClient, Task> command)
    {
        var client = context.Services.GetRequiredKeyedService<FailoverManagerClient>(pair.Name);
        try
        {
            await command(client);
            return CommandResults.Success();
        }
        catch (DistributedApplicationException e)
        {
            return CommandResults.Failure(e.Message);
        }
    }

    private static ResourceCommandState State(bool isEnabled) => isEnabled ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsRunning(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.Running;
}
