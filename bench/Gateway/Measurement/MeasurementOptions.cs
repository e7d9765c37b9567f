namespace Foobar.GatewayBench.Measurement;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each balancer.</param>
/// <param name="Seconds">How long in a round.</param>
/// <param name="Connections">How many clients there are at once.</param>
internal sealed record MeasurementOptions(int Rounds, int Seconds, int Connections);
