namespace Foobar.DashboardBench.Load;

/// <param name="Logs">Log records a second.</param>
/// <param name="Spans">Spans a second.</param>
/// <param name="Lines">Lines of output a second.</param>
/// <param name="Seconds">For how long.</param>
internal sealed record LoadOptions(int Logs, int Spans, int Lines, int Seconds);
