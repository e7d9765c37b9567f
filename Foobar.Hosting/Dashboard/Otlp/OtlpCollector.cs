namespace Foobar.Hosting.Dashboard.Otlp;

/// <summary>What a resource needs to know to send its telemetry.</summary>
/// <param name="Endpoint">Where gRPC is spoken.</param>
/// <param name="ApiKey">What lets it in.</param>
internal sealed record OtlpCollector(Uri Endpoint, string ApiKey);
