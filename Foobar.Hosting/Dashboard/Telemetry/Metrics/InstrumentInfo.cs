namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What is measured.</summary>
/// <param name="Meter">The name of the meter.</param>
/// <param name="Name">The name within the meter.</param>
/// <param name="Description">For people.</param>
/// <param name="Unit">In UCUM's notation.</param>
/// <param name="Type">What its numbers mean.</param>
internal sealed record InstrumentInfo(string Meter, string Name, string Description, string Unit, InstrumentType Type);
