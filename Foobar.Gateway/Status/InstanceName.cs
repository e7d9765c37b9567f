namespace Foobar.Gateway.Status;

/// <summary>Which of several gateways this is, by the name that its telemetry has.</summary>
internal sealed class InstanceName(IConfiguration configuration)
{
    private const string Attribute = "service.instance.id=";

    public string Value { get; } = Find(configuration["OTEL_RESOURCE_ATTRIBUTES"]) ?? $"{Environment.MachineName}:{Environment.ProcessId}";

    // OpenTelemetry's environment variable: key=value, comma-separated and percent-encoded.
    internal static string? Find(string? attributes) =>
        attributes?.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(Attribute, StringComparison.Ordinal))
            is { } found && found.Length > Attribute.Length ? Uri.UnescapeDataString(found[Attribute.Length..]) : null;
}
