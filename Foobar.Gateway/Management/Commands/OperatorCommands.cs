using System.Text;
using System.Text.Json.Nodes;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Management.Commands;

/// <summary>Carries out commands: each is a change of the overrides, checked as any change of the configuration is.</summary>
internal sealed partial class OperatorCommands(
    GatewayConfiguration configuration,
    IConfiguration source,
    AppliedConfiguration applied,
    ILogger<OperatorCommands> logger,
    OverridesFile? file = null)
{
    private static readonly TimeSpan s_applyTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Why no command can be carried out now; null if they can.</summary>
    public string? Obstacle => file is null
        ? "There is no file to keep changes in. Set Gateway:OverridesFile, and restart the gateway."
        : configuration.Problem is { } problem ? $"The configuration has to be put right first, or the overrides be reset: {problem}" : null;

    /// <summary>Changes the overrides, and waits until this gateway works by them; others that share them follow.</summary>
    /// <returns>All overrides as they are now.</returns>
    /// <exception cref="CommandRefusedException">Nothing was changed.</exception>
    public async Task<JsonObject> RunAsync(OperatorCommand command, string client, CancellationToken cancellationToken)
    {
        if (file is null || (configuration.Problem is not null && command is not ResetCommand))
        {
            throw CommandRefusedException.Conflict(Obstacle!);
        }

        var target = Resolve(command);
        var overrides = await file.ChangeAsync(
            overrides =>
            {
                target.Apply(overrides);
                Check(overrides);
            },
            fromScratch: command is ResetCommand,
            cancellationToken);

        LogChanged(client, target);
        var isApplied = applied.Next;

        // Now, rather than when the operating system tells of the change.
        source.Overrides()?.Load();
        await isApplied.WaitAsync(s_applyTimeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return overrides;
    }

    // The names as they are written in the configuration; a name that is not there would add half a destination to it.
    private OperatorCommand Resolve(OperatorCommand command)
    {
        if (command is not ClusterCommand { Cluster: var cluster })
        {
            return command;
        }

        var found = configuration.ProxySection.GetSection("Clusters").GetChildren().FirstOrDefault(section => Is(section, cluster))
            ?? throw CommandRefusedException.Invalid($"There is no cluster '{cluster}'.");
        return command is DestinationCommand destination
            ? destination with { Cluster = found.Key, Destination = Resolve(found, destination.Destination) }
            : (ClusterCommand)command with { Cluster = found.Key };
    }

    private static string Resolve(IConfigurationSection cluster, string destination)
    {
        var all = cluster.GetSection("Destinations");
        if (all.GetChildren().FirstOrDefault(section => Is(section, destination)) is { } found)
        {
            return found.Key;
        }

        // As ServiceDiscoveryDestinationResolver names them.
        if (destination.Split('[') is [var service, ..] && all.GetChildren().FirstOrDefault(section => Is(section, service)) is { } whole)
        {
            throw CommandRefusedException.Conflict(
                $"'{destination}' is one of the endpoints that were discovered for '{whole.Key}', and not in the configuration. "
                + $"Give the command for '{whole.Key}', which means all of them.");
        }

        throw CommandRefusedException.Invalid($"There is no destination '{destination}' in the cluster '{cluster.Key}'.");
    }

    private static bool Is(IConfigurationSection section, string name) => section.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private void Check(JsonObject overrides)
    {
        if (overrides.Count == 0)
        {
            return;
        }

        try
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(OverridesJson.ToText(overrides)));
            var candidate = new ConfigurationBuilder().AddConfiguration(source).AddJsonStream(json).Build();
            ProxyConfigurationCheck.Run(candidate, configuration);
            SettingsReader.Read(candidate);
        }
        catch (Exception exception) when (exception is GatewayConfigurationException or FormatException or InvalidDataException)
        {
            throw CommandRefusedException.Invalid(exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The operator at {Client} changed the configuration: {Command}")]
    private partial void LogChanged(string client, OperatorCommand command);
}
