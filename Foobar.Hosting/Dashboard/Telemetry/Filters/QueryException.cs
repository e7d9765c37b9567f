namespace Foobar.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A question that cannot be understood; the message says why.</summary>
internal sealed class QueryException(string message) : Exception(message);
