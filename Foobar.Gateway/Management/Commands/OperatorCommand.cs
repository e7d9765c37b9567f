using System.Globalization;
using System.Text.Json.Nodes;
using Foobar.Gateway.Destinations;

namespace Foobar.Gateway.Management.Commands;

/// <summary>What an operator wants changed, as a change of the overrides.</summary>
internal abstract record OperatorCommand
{
    public abstract void Apply(JsonObject overrides);
}

/// <summary>Forgets all overrides.</summary>
internal sealed record ResetCommand : OperatorCommand
{
    public override void Apply(JsonObject overrides) => overrides.Clear();

    public override string ToString() => "reset";
}

/// <summary>Changes a cluster.</summary>
internal abstract record ClusterCommand(string Cluster) : OperatorCommand;

internal sealed record PolicyCommand(string Cluster, string Policy) : ClusterCommand(Cluster)
{
    public override void Apply(JsonObject overrides) => overrides.Set(Policy, "ReverseProxy", "Clusters", Cluster, "LoadBalancingPolicy");

    public override string ToString() => $"policy {Cluster} {Policy}";
}

/// <summary>Changes a destination of a cluster.</summary>
internal abstract record DestinationCommand(string Cluster, string Destination) : ClusterCommand(Cluster)
{
    protected void SetMetadata(JsonObject overrides, string key, string value) =>
        overrides.Set(value, "ReverseProxy", "Clusters", Cluster, "Destinations", Destination, "Metadata", key);
}

internal sealed record ModeCommand(string Cluster, string Destination, DestinationMode Mode) : DestinationCommand(Cluster, Destination)
{
    public override void Apply(JsonObject overrides) => SetMetadata(overrides, nameof(Mode), Mode.ToString());

    public override string ToString() => $"{Mode} {Cluster}/{Destination}".ToLowerInvariant();
}

internal sealed record WeightCommand(string Cluster, string Destination, int Weight) : DestinationCommand(Cluster, Destination)
{
    public override void Apply(JsonObject overrides) =>
        SetMetadata(overrides, nameof(Weight), Weight.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"weight {Cluster}/{Destination} {Weight}");
}
