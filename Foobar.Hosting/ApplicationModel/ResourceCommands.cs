using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command that people can give to a resource.</summary>
public sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    internal ResourceCommandAnnotation(
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> updateState,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions options)
    {
        Name = name;
        DisplayName = displayName;
        UpdateState = updateState;
        ExecuteCommand = executeCommand;
        DisplayDescription = options.Description;
        ConfirmationMessage = options.ConfirmationMessage;
        IconName = options.IconName;
        IsHighlighted = options.IsHighlighted;
    }

    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; }

    /// <summary>What people see.</summary>
    public string DisplayName { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string? DisplayDescription { get; }

    /// <summary>What people are asked before it is carried out; null to carry it out at once.</summary>
    public string? ConfirmationMessage { get; }

    /// <summary>The name of its icon, one of the Fluent UI icons; null for none.</summary>
    public string? IconName { get; }

    /// <summary>Whether it is shown without opening a menu.</summary>
    public bool IsHighlighted { get; }

    /// <summary>Says whether the command can be given now.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; }

    /// <summary>Carries it out.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; }
}

/// <summary>How a command is shown and when it can be given.</summary>
public class CommandOptions
{
    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>What people are asked before it is carried out; null to carry it out at once.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>The name of its icon, one of the Fluent UI icons; null for none.</summary>
    public string? IconName { get; set; }

    /// <summary>Whether it is shown without opening a menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Says whether the command can be given now; always when null.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>The resource of which a command asks whether it can be given.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The resource's state.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }
}

/// <summary>A command that is being carried out.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The id of the resource's instance.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Writes to the resource's log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Ends the command.</summary>
    public required CancellationToken CancellationToken { get; init; }
}

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it succeeded.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was called off.</summary>
    public bool Canceled { get; init; }

    /// <summary>What people are told.</summary>
    public string? Message { get; init; }
}

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>It succeeded.</summary>
    /// <returns>The result.</returns>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It failed.</summary>
    /// <param name="errorMessage">Why.</param>
    /// <returns>The result.</returns>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };
}

/// <summary>Whether a command can be given.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled = 0,

    /// <summary>It cannot now.</summary>
    Disabled = 1,

    /// <summary>It makes no sense now.</summary>
    Hidden = 2,
}

/// <summary>The commands that the engine gives to everything it can start.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts the resource.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops the resource.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops the resource and starts it again.</summary>
    public static readonly string RestartCommand = "restart";
}

/// <summary>A command as shown with a resource.</summary>
/// <param name="Name">The name.</param>
/// <param name="State">Whether it can be given now.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="DisplayDescription">What it does, in a sentence.</param>
/// <param name="Parameter">Not used.</param>
/// <param name="ConfirmationMessage">What people are asked before it is carried out.</param>
/// <param name="IconName">The name of its icon, for dashboards that have it.</param>
/// <param name="IconVariant">Not used.</param>
/// <param name="IsHighlighted">Whether it is shown without opening a menu.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>As lines.</summary>
    Regular = 0,

    /// <summary>Filled.</summary>
    Filled = 1,
}
