using System.Text.Json.Serialization;
using Foobar.Hosting.Dashboard.ConsoleLogs;
using Foobar.Hosting.Dashboard.Resources;
using Foobar.Hosting.Dashboard.Telemetry;
using Foobar.Hosting.Dashboard.Telemetry.Logs;
using Foobar.Hosting.Dashboard.Telemetry.Metrics;
using Foobar.Hosting.Dashboard.Telemetry.Overview;
using Foobar.Hosting.Dashboard.Telemetry.Traces;

namespace Foobar.Hosting.Dashboard;

/// <summary>What goes to the browser as JSON.</summary>
[JsonSerializable(typeof(ApplicationView))]
[JsonSerializable(typeof(CommandResultView))]
[JsonSerializable(typeof(IReadOnlyList<ResourceView>))]
[JsonSerializable(typeof(IReadOnlyList<ConsoleLineView>))]
[JsonSerializable(typeof(RevealedValueView))]
[JsonSerializable(typeof(TelemetryView))]
[JsonSerializable(typeof(PageView<LogView>))]
[JsonSerializable(typeof(BatchView<LogView>))]
[JsonSerializable(typeof(LogDetailsView))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(PageView<TraceView>))]
[JsonSerializable(typeof(BatchView<TraceView>))]
[JsonSerializable(typeof(TraceDetailsView))]
[JsonSerializable(typeof(IReadOnlyList<InstrumentView>))]
[JsonSerializable(typeof(ChartView))]
[JsonSerializable(typeof(OverviewView))]
internal sealed partial class DashboardJsonContext : JsonSerializerContext;
