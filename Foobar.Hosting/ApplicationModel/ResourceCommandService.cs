namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>Gives a command to one instance.</summary>
    /// <param name="resourceId">The id of the instance.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it ended.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (!_notifications.TryGetCurrentState(resourceId, out var state))
        {
            return CommandResults.Failure($"There is no resource '{resourceId}'.");
        }

        var command = state.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"The resource '{resourceId}' has no command '{commandName}'.");
        }

        if (command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = state.Snapshot, Services = _services }) != ResourceCommandState.Enabled)
        {
            return CommandResults.Failure($"The command '{commandName}' cannot be given to '{resourceId}' now: it is {state.Snapshot.State?.Text ?? "in no state"}.");
        }

        var logger = _loggers.GetLogger(state.ResourceId);
        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext { ResourceName = state.ResourceId, Services = _services, Logger = logger, CancellationToken = cancellationToken });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new ExecuteCommandResult { Success = false, Canceled = true };
        }
        catch (Exception e)
        {
            return CommandResults.Failure($"The command '{commandName}' failed on '{resourceId}': {e.Message}");
        }
    }

    /// <summary>Gives a command to all instances of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it ended: the first failure, if any.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(resource.GetInstanceIds().Select(id => ExecuteCommandAsync(id, commandName, cancellationToken)));
        return results.FirstOrDefault(r => !r.Success) ?? CommandResults.Success();
    }
}
