using System.Text.Json.Serialization;
using Foobar.Hosting.Dashboard.ConsoleLogs;
using Foobar.Hosting.Dashboard.Resources;

namespace Foobar.Hosting.Dashboard;

/// <summary>What goes to the browser as JSON.</summary>
[JsonSerializable(typeof(ApplicationView))]
[JsonSerializable(typeof(CommandResultView))]
[JsonSerializable(typeof(IReadOnlyList<ResourceView>))]
[JsonSerializable(typeof(IReadOnlyList<ConsoleLineView>))]
[JsonSerializable(typeof(RevealedValueView))]
internal sealed partial class DashboardJsonContext : JsonSerializerContext;
